"""Long options of programs that RUN lines use, without their dashes.

Source: what each prints for `--help` in Debian 12 (coreutils 9.1, sed 4.9, grep 3.8, tar 1.34, gzip 1.12, shadow 4.13,
curl 7.88, wget 1.21), apt-get(8) of Debian 12 and 13, and pip 23.0, 23.2 and 26.2 (2026-11). How to renew it:
docs/facts.md.
"""

from __future__ import annotations

_TABLE = """
mkdir: context help mode parents verbose version
cp: archive attributes-only backup context copy-contents dereference force help interactive link no-clobber
  no-dereference no-preserve no-target-directory one-file-system parents preserve recursive reflink
  remove-destination sparse strip-trailing-slashes suffix symbolic-link target-directory update verbose version
mv: backup context force help interactive no-clobber no-target-directory strip-trailing-slashes suffix
  target-directory update verbose version
rm: dir force help interactive no-preserve-root one-file-system preserve-root recursive verbose version
rmdir: help ignore-fail-on-non-empty parents verbose version
ln: backup directory force help interactive logical no-dereference no-target-directory physical relative suffix
  symbolic target-directory verbose version
chmod: changes help no-preserve-root preserve-root quiet recursive reference silent verbose version
chown: changes dereference from help no-dereference no-preserve-root preserve-root quiet recursive reference
  silent verbose version
chgrp: changes dereference help no-dereference no-preserve-root preserve-root quiet recursive reference silent
  verbose version
touch: date help no-create no-dereference reference time version
install: backup compare context directory group help mode no-target-directory owner preserve-context
  preserve-timestamps strip strip-program suffix target-directory verbose version
cat: help number number-nonblank show-all show-ends show-nonprinting show-tabs squeeze-blank version
head: bytes help lines quiet silent verbose version zero-terminated
tail: bytes follow help lines max-unchanged-stats pid quiet retry silent sleep-interval verbose version
  zero-terminated
sort: batch-size buffer-size check compress-program debug dictionary-order field-separator files0-from
  general-numeric-sort help human-numeric-sort ignore-case ignore-leading-blanks ignore-nonprinting key merge
  month-sort numeric-sort output parallel random-sort random-source reverse sort stable temporary-directory
  unique version version-sort zero-terminated
sed: debug expression file follow-symlinks help in-place line-length null-data posix quiet regexp-extended
  sandbox separate silent unbuffered version
grep: after-context basic-regexp before-context binary binary-files byte-offset color colour context count
  dereference-recursive devices directories exclude exclude-dir exclude-from extended-regexp file
  files-with-matches files-without-match fixed-strings group-separator help ignore-case include initial-tab
  invert-match label line-buffered line-number line-regexp max-count no-filename no-group-separator
  no-ignore-case no-messages null null-data only-matching perl-regexp quiet recursive regexp silent text version
  with-filename word-regexp
tar: absolute-names acls add-file after-date anchored append atime-preserve auto-compress backup block-number
  blocking-factor bzip2 catenate check-device check-links checkpoint checkpoint-action clamp-mtime compare
  compress concatenate confirmation create delay-directory-restore delete dereference diff directory exclude
  exclude-backups exclude-caches exclude-caches-all exclude-caches-under exclude-from exclude-ignore
  exclude-ignore-recursive exclude-tag exclude-tag-all exclude-tag-under exclude-vcs exclude-vcs-ignores extract
  file files-from force-local format full-time get group group-map gunzip gzip hard-dereference help
  hole-detection ignore-case ignore-command-error ignore-failed-read ignore-zeros incremental index-file
  info-script interactive keep-directory-symlink keep-newer-files keep-old-files label level list
  listed-incremental lzip lzma lzop mode mtime multi-volume new-volume-script newer newer-mtime no-acls
  no-anchored no-auto-compress no-check-device no-delay-directory-restore no-ignore-case no-ignore-command-error
  no-null no-overwrite-dir no-quote-chars no-recursion no-same-owner no-same-permissions no-seek no-selinux
  no-unquote no-verbatim-files-from no-wildcards no-wildcards-match-slash no-xattrs null numeric-owner
  occurrence old-archive one-file-system one-top-level overwrite overwrite-dir owner owner-map pax-option
  portability posix preserve-order preserve-permissions quote-chars quoting-style read-full-records record-size
  recursion recursive-unlink remove-files restrict rmt-command rsh-command same-order same-owner
  same-permissions seek selinux show-defaults show-omitted-dirs show-snapshot-field-ranges show-stored-names
  show-transformed-names skip-old-files sort sparse sparse-version starting-file strip-components suffix
  tape-length test-label to-command to-stdout totals touch transform uncompress ungzip unlink-first unquote
  update usage use-compress-program utc verbatim-files-from verbose verify version volno-file warning wildcards
  wildcards-match-slash xattrs xattrs-exclude xattrs-include xform xz zstd
gzip: best decompress fast force help keep license list name no-name quiet recursive rsyncable stdout suffix
  synchronous test verbose version
useradd: add-subids-for-system badname base-dir btrfs-subvolume-home comment create-home defaults expiredate gid
  groups help home-dir inactive key no-create-home no-log-init no-user-group non-unique password prefix root
  selinux-user shell skel system uid user-group
usermod: add-subgids add-subuids append badname comment del-subgids del-subuids expiredate gid groups help home
  inactive lock login move-home non-unique password prefix remove root selinux-user shell uid unlock
groupadd: force gid help key non-unique password prefix root system users
apt-get: allow-change-held-packages allow-downgrades allow-insecure-repositories allow-releaseinfo-change
  allow-releaseinfo-change-field allow-remove-essential allow-unauthenticated arch-only assume-no assume-yes
  auto-remove autoremove build build-profiles color compile config-file default-release diff-only download-only
  dry-run dsc-only error-on fix-broken fix-missing force-yes format help host-architecture ignore-hold
  ignore-missing indep-only install-recommends install-suggests just-print list-cleanup mark-auto no-act
  no-color no-download no-install-recommends no-install-suggests no-list-cleanup no-remove no-show-upgraded
  no-strict-pinning no-upgrade only-source only-upgrade option print-uris purge quiet reinstall remove
  reproducible show-progress simulate snapshot solver strict-pinning tar-only target-release trivial-only update
  verbose-versions version with-new-pkgs with-source yes
curl: abstract-unix-socket alt-svc anyauth append aws-sigv4 basic cacert capath cert cert-status cert-type
  ciphers compressed compressed-ssh config connect-timeout connect-to continue-at cookie cookie-jar create-dirs
  create-file-mode crlf crlfile curves data data-ascii data-binary data-raw data-urlencode delegation digest
  disable disable-eprt disable-epsv disallow-username-in-url dns-interface dns-ipv4-addr dns-ipv6-addr
  dns-servers doh-cert-status doh-insecure doh-url dump-header egd-file engine etag-compare etag-save
  expect100-timeout fail fail-early fail-with-body false-start form form-escape form-string ftp-account
  ftp-alternative-to-user ftp-create-dirs ftp-method ftp-pasv ftp-port ftp-pret ftp-skip-pasv-ip ftp-ssl-ccc
  ftp-ssl-ccc-mode ftp-ssl-control get globoff happy-eyeballs-timeout-ms haproxy-protocol head header help
  hostpubmd5 hostpubsha256 hsts http0.9 http1.0 http1.1 http2 http2-prior-knowledge http3 http3-only
  ignore-content-length include insecure interface ipv4 ipv6 json junk-session-cookies keepalive-time key
  key-type krb libcurl limit-rate list-only local-port location location-trusted login-options mail-auth
  mail-from mail-rcpt mail-rcpt-allowfails manual max-filesize max-redirs max-time metalink negotiate netrc
  netrc-file netrc-optional next no-alpn no-buffer no-clobber no-keepalive no-npn no-progress-meter no-sessionid
  noproxy ntlm ntlm-wb oauth2-bearer output output-dir parallel parallel-immediate parallel-max pass path-as-is
  pinnedpubkey post301 post302 post303 preproxy progress-bar proto proto-default proto-redir proxy proxy-anyauth
  proxy-basic proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-digest
  proxy-header proxy-insecure proxy-key proxy-key-type proxy-negotiate proxy-ntlm proxy-pass proxy-pinnedpubkey
  proxy-service-name proxy-ssl-allow-beast proxy-ssl-auto-client-cert proxy-tls13-ciphers proxy-tlsauthtype
  proxy-tlspassword proxy-tlsuser proxy-tlsv1 proxy-user proxy1.0 proxytunnel pubkey quote random-file range
  rate raw referer remote-header-name remote-name remote-name-all remote-time remove-on-error request
  request-target resolve retry retry-all-errors retry-connrefused retry-delay retry-max-time sasl-authzid
  sasl-ir service-name show-error silent socks4 socks4a socks5 socks5-basic socks5-gssapi socks5-gssapi-nec
  socks5-gssapi-service socks5-hostname speed-limit speed-time ssl ssl-allow-beast ssl-auto-client-cert
  ssl-no-revoke ssl-reqd ssl-revoke-best-effort sslv2 sslv3 stderr styled-output suppress-connect-headers
  tcp-fastopen tcp-nodelay telnet-option tftp-blksize tftp-no-options time-cond tls-max tls13-ciphers
  tlsauthtype tlspassword tlsuser tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 tr-encoding trace trace-ascii trace-time
  unix-socket upload-file url url-query use-ascii user user-agent verbose version write-out xattr
wget: accept accept-regex adjust-extension append-output ask-password auth-no-challenge background
  backup-converted backups base bind-address body-data body-file ca-certificate ca-directory certificate
  certificate-type ciphers compression config connect-timeout content-disposition content-on-error continue
  convert-file-only convert-links crl-file cut-dirs debug default-page delete-after directory-prefix dns-timeout
  domains exclude-directories exclude-domains execute follow-ftp follow-tags force-directories force-html
  ftp-password ftp-user ftps-clear-data-connection ftps-fallback-to-ftp ftps-implicit ftps-resume-ssl header
  help hsts-file http-password http-user https-only ignore-case ignore-length ignore-tags include-directories
  inet4-only inet6-only input-file keep-session-cookies level limit-rate load-cookies local-encoding
  max-redirect method mirror no-cache no-check-certificate no-clobber no-config no-cookies no-directories
  no-dns-cache no-glob no-host-directories no-hsts no-http-keep-alive no-if-modified-since no-iri no-netrc
  no-parent no-passive-ftp no-proxy no-remove-listing no-use-server-timestamps no-verbose no-warc-compression
  no-warc-digests no-warc-keep-log output-document output-file page-requisites password pinnedpubkey post-data
  post-file prefer-family preserve-permissions private-key private-key-type progress protocol-directories
  proxy-password proxy-user quiet quota random-wait read-timeout recursive referer regex-type reject
  reject-regex rejected-log relative remote-encoding report-speed restrict-file-names retr-symlinks
  retry-connrefused retry-on-http-error save-cookies save-headers secure-protocol server-response show-progress
  span-hosts spider start-pos strict-comments timeout timestamping tries trust-server-names unlink use-askpass
  user user-agent verbose version wait waitretry warc-cdx warc-dedup warc-file warc-header warc-max-size
  warc-tempdir xattr
pip install: abi all-releases break-system-packages build-constraint cache-dir cert check-build-dependencies
  client-cert compile config-settings constraint debug disable-pip-version-check dry-run editable exists-action
  extra-index-url find- find-links force-reinstall global-option group hash help ignore- ignore-installed
  ignore-requires-python implementation index-url install-option isolated keyring-provider log no- no-binary
  no-build-isolation no-cache-dir no-clean no-color no-compile no-deps no-index no-input no-proxy-env
  no-python-version-warning no-require-hashes no-use-pep517 no-warn-conflicts no-warn-script-location
  only-binary only-deps only-final platform pre prefer-binary prefix progress-bar proxy python python-
  python-version quiet refresh-package report require-hashes require-virtualenv requirement
  requirements-from-script resume-retries retries root root-user-action src target timeout trusted-host upgrade
  upgrade-strategy uploaded-prior-to use-deprecated use-feature use-pep517 user verbose version
pip uninstall: break-system-packages cache-dir cert client-cert debug disable-pip-version-check exists-action
  help isolated keyring-provider log no-cache-dir no-color no-index no-input no-proxy-env
  no-python-version-warning proxy python quiet require-virtualenv requirement resume-retries retries
  root-user-action timeout trusted-host use-deprecated use-feature verbose version yes
pip download: abi all-releases build-constraint cache-dir cert check-build-dependencies client-cert constraint
  debug dest disable-pip-version-check exists-action extra-index-url find- find-links global-option group hash
  help ignore-requires-python implementation index-url isolated keyring-provider log no- no-binary
  no-build-isolation no-cache-dir no-clean no-color no-deps no-index no-input no-proxy-env
  no-python-version-warning no-require-hashes no-use-pep517 only-binary only-deps only-final platform pre
  prefer-binary progress-bar proxy python python- python-version quiet refresh-package require-hashes
  require-virtualenv requirement requirements-from-script resume-retries retries src timeout trusted-host
  uploaded-prior-to use-deprecated use-feature use-pep517 verbose version
pip wheel: all-releases build-constraint build-option cache-dir cert check-build-dependencies client-cert
  config-settings constraint debug disable-pip-version-check editable exists-action extra-index-url find-
  find-links global-option group hash help ignore-requires-python index-url isolated keyring-provider log no-
  no-binary no-build-isolation no-cache-dir no-clean no-color no-deps no-index no-input no-proxy-env
  no-python-version-warning no-require-hashes no-use-pep517 no-verify only-binary only-deps only-final pre
  prefer-binary progress-bar proxy python quiet refresh-package require-hashes require-virtualenv requirement
  requirements-from-script resume-retries retries src timeout trusted-host uploaded-prior-to use-deprecated
  use-feature use-pep517 verbose version wheel-dir
"""

EXACT = frozenset(("apt-get",))
"""They take no abbreviations; the others take the beginning of one option (getopt_long, optparse, curl)."""

NEGATED = frozenset(("apt-get",))
"""Each option may have `no-` before it."""

LETTERS = frozenset(("mkdir", "cp", "mv", "rm", "rmdir", "ln", "chown", "touch"))
"""Of their short options `run_commands.valued` names all that take a value."""

_PIP_COMMANDS = """
install lock download uninstall freeze inspect list show check config search cache index wheel hash completion debug
help
"""
PIP_COMMANDS = frozenset(_PIP_COMMANDS.split())

_kept: dict[str, frozenset[str]] = {}


def look_up(program: str) -> frozenset[str] | None:
    """The options of a program (`pip install` with its command); None for one that is not in the table."""
    if not _kept:
        name = ""
        for line in _TABLE.strip().split("\n"):
            if not line.startswith(" "):
                name, _, line = line.partition(": ")
            _kept[name] = _kept.get(name, frozenset()) | frozenset(line.split())
    return _kept.get(program)


def full(program: str, option: str) -> str:
    """An option (`--recurs`) as it is without abbreviation (`--recursive`)."""
    known = look_up(program)
    name = option[2:]
    if known is None or name in known or not name:
        return option
    found = [one for one in known if one.startswith(name)]
    return f"--{found[0]}" if len(found) == 1 else option
