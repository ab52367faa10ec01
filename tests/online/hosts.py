"""Spellings of hosts that must not be asked, and near misses that may be."""

from __future__ import annotations

PRIVATE = """
127.0.0.1 127.1 127.0.1 0x7f.1 0x7f000001 0177.0.0.1 2130706433 0 0.0.0.0 127.0.0.1. localhost LOCALHOST localhost.
169.254.169.254 169.254.43518 169.16689662 2852039166 0xa9fea9fe 0251.0376.0251.0376 0xa9.0376.43518 169.254.169.254..
10.0.0.7 172.16.0.1 172.31.255.255 192.168.1.1 192.0.0.192 100.64.0.1 100.100.100.200 100.127.255.255 198.18.0.1
168.63.129.16 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 192.0.2.1 198.51.100.7 203.0.113.9 192.88.99.1
::1 [::1] :: ::ffff:127.0.0.1 ::ffff:a9fe:a9fe ::127.0.0.1 fe80::1 fe80::1%eth0 fd00:ec2::254 fc00::1 ff02::1 fec0::1
64:ff9b::127.0.0.1 64:ff9b::a9fe:a9fe 64:ff9b:1::a00:1 2002:7f00:1:: 2002:a9fe:a9fe::1 2001:0:1::1 2001:db8::1 100::1
2606:4700::5efe:a00:1 2606:4700::200:5efe:a00:1 ::ffff:0:127.0.0.1 5f00::1 3fff::1
１２７.０.０.１ 127。0。0。1 ①②⑦.1 %31%32%37.0.0.1 127%2e0%2e0%2e1 %2531%2532%2537.1 1６9.254.169.254 ｌｏｃａｌｈｏｓｔ
kubernetes.default.svc kubernetes.default.svc.cluster.local kubernetes metadata metadata.google.internal vault.consul
host.docker.internal printer.local router.lan nas.home nas.home.arpa wiki.corp a.intranet x.localhost a.test b.invalid
256.256.256.256 1.2.3.4.5 08.1.1.1 registry.1 a.0x7f 127.0.0.1:80 user@127.0.0.1 a..b .a.org a.org/x a.org#x a.org\\@b
""".split()  # noqa: SIM905

PUBLIC = """
quay.io docker.io registry-1.docker.io public.ecr.aws conda.anaconda.org my-lab_x.example.com bücher.example.org 8.8.8.8
1.1.1.1 0x08080808 134744072 2606:4700:4700::1111 [2606:4700:4700::1111] 64:ff9b::8.8.8.8 11.0.0.1 100.63.255.255
100.128.0.1 169.253.255.255 172.15.0.1 172.32.0.1 168.63.129.17 QUAY.IO quay.io. svc.example.org local.example.org
""".split()  # noqa: SIM905
