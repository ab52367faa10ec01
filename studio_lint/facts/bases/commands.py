"""Commands of distributions' smallest images, and the commands that the table of base images covers.

Debian's three were measured: `debootstrap --variant=minbase` of the release, the files on PATH, 2026-11-28; the
package set is that of the published image (debuerreotype/docker-debian-artifacts). Ubuntu's images have the commands of
Debian's and those in `_UBUNTU` (published manifests). Alpine's are BusyBox's applets.
"""

from __future__ import annotations

_ASKED = """
sh bash dash ash zsh fish curl wget git ssh python python2 python3 pip pip3 conda mamba micromamba pixi uv node
npm npx yarn R Rscript java javac go ruby gem cargo gcc g++ make cmake unzip tar gzip bzip2 xz ps pgrep kill
sudo su gosu tini dumb-init nginx envsubst sed awk perl jq vim nano less which file locale-gen supervisord
jupyter streamlit code-server rserver shiny-server ttyd adduser addgroup useradd groupadd openssl gpg
"""
ASKED = frozenset(_ASKED.split())
"""Commands that the table of bases says yes, no or not known of; of others only what follows from the release."""

PROGRAM_FOLDERS = ("/bin/", "/usr/bin/", "/sbin/", "/usr/sbin/", "/usr/local/bin/", "/opt/conda/bin/")
"""Where the programs of a system, and those of conda's images, are."""

# In all of Debian 11, 12 and 13.
_DEBIAN = """
[ add-shell agetty apt apt-cache apt-cdrom apt-config apt-get apt-mark arch awk b2sum base32 base64 basename
basenc bash bashbug blkdiscard blkid blkzone blockdev captoinfo cat chage chcon chcpu chfn chgpasswd chgrp chmem
chmod choom chown chpasswd chroot chrt chsh cksum clear clear_console cmp comm cp csplit cut dash date dd
deb-systemd-helper deb-systemd-invoke debconf debconf-apt-progress debconf-communicate debconf-copydb
debconf-escape debconf-set-selections debconf-show df diff diff3 dir dircolors dirname dmesg dnsdomainname
domainname dpkg dpkg-deb dpkg-divert dpkg-maintscript-helper dpkg-preconfigure dpkg-query dpkg-realpath
dpkg-reconfigure dpkg-split dpkg-statoverride dpkg-trigger du echo egrep env expand expiry expr factor faillock
fallocate false fgrep find findfs findmnt flock fmt fold fsck fsfreeze fstab-decode fstrim getconf getent getopt
getty gpasswd grep groupadd groupdel groupmod groups grpck grpconv grpunconv gunzip gzexe gzip head hostid
hostname i386 iconv iconvconfig id infocmp infotocap install installkernel invoke-rc.d ionice ipcmk ipcrm ipcs
ischroot isosize join killall5 ldattach ldconfig ldd link linux32 linux64 ln locale localedef logger login
logname losetup ls lsblk lscpu lsipc lslocks lslogins lsmem lsns mawk mcookie md5sum mkdir mkfifo mkfs
mkhomedir_helper mknod mkswap mktemp more mount mountpoint mv namei nawk newgrp newusers nice nisdomainname nl
nohup nologin nproc nsenter numfmt od pager pam-auth-update pam_getenv pam_timestamp_check partx passwd paste
pathchk perl pidof pinky pivot_root pldd pr printenv printf prlimit ptx pwck pwconv pwd pwunconv rbash readlink
readprofile realpath remove-shell renice reset rev rgrep rm rmdir rmt rmt-tar rtcwake run-parts runcon runuser
savelog script scriptlive scriptreplay sdiff sed seq service setarch setpriv setsid setterm sg sh sha1sum
sha224sum sha256sum sha384sum sha512sum shadowconfig shred shuf sleep sort split start-stop-daemon stat stdbuf
stty su sulogin sum swaplabel swapoff swapon switch_root sync tabs tac tail tar tarcat taskset tee tempfile test
tic timeout toe touch tput tr true truncate tset tsort tty tzselect umount uname uncompress unexpand uniq
unix_chkpwd unix_update unlink unshare update-alternatives update-passwd update-rc.d useradd userdel usermod
users vdir vigr vipw wall wc wdctl whereis which who whoami wipefs x86_64 xargs yes ypdomainname zcat zcmp zdiff
zdump zegrep zfgrep zforce zgrep zic zless zmore znew zramctl
"""
_BULLSEYE = """
addgroup addpart adduser apt-key badblocks catchsegv chattr cpgr cppw ctrlaltdel debugfs delgroup delpart
deluser dpkg-fsys-usrunmess dumpe2fs e2freefrag e2fsck e2image e2label e2mmpstatus e2scrub e2scrub_all e2undo
e4crypt e4defrag faillog fdformat filefrag fincore fsck.cramfs fsck.ext2 fsck.ext3 fsck.ext4 fsck.minix gpgv
groupmems hwclock last lastb lastlog logsave lsattr md5sum.textutils mesg mke2fs mkfs.bfs mkfs.cramfs mkfs.ext2
mkfs.ext3 mkfs.ext4 mkfs.minix mklost+found perl5.32.1 raw resize2fs resizepart tune2fs tzconfig utmpdump
"""
_BOOKWORM = """
addgroup addpart adduser apt-key badblocks chattr cpgr cppw ctrlaltdel debugfs delgroup delpart deluser
dpkg-fsys-usrunmess dumpe2fs e2freefrag e2fsck e2image e2label e2mmpstatus e2scrub e2scrub_all e2undo e4crypt
e4defrag faillog filefrag fincore fsck.cramfs fsck.ext2 fsck.ext3 fsck.ext4 fsck.minix gpgv groupmems hardlink
hwclock last lastb lastlog ld.so logsave lsattr lsfd lsirq md5sum.textutils mesg mke2fs mkfs.bfs mkfs.cramfs
mkfs.ext2 mkfs.ext3 mkfs.ext4 mkfs.minix mklost+found pam_namespace_helper perl5.36.0 pwhistory_helper rename.ul
resize2fs resizepart tune2fs uclampset update-shells utmpdump which.debianutils
"""
_TRIXIE = """
hardlink ld.so pam_namespace_helper perl5.40.1 pwhistory_helper rename.ul sqv uclampset update-shells
which.debianutils
"""
_PROCPS = "ps pgrep pkill pidwait kill free top uptime vmstat w watch sysctl pmap pwdx skill slabtop snice tload"
_ADDUSER = "adduser addgroup deluser delgroup"
_E2FS = "badblocks chattr debugfs dumpe2fs e2fsck e2image e2label e2undo fsck.ext2 fsck.ext3 fsck.ext4 logsave lsattr"
_E2FS += " mke2fs mkfs.ext2 mkfs.ext3 mkfs.ext4 mklost+found resize2fs tune2fs gpgv"
_BZIP2 = "bzip2 bunzip2 bzcat bzgrep bzless bzmore bzdiff bzcmp bzexe bzip2recover"
# Of BusyBox as Alpine builds it (docker-library, alpine 3.2x); the applets that builds use.
_BUSYBOX = """
[ [[ addgroup adduser arch ash awk base64 basename bunzip2 bzcat bzip2 cat chgrp chmod chown chpasswd chroot cksum
clear cmp comm cp cpio crontab cut date dd delgroup deluser df diff dirname dmesg dos2unix du echo egrep env expand
expr factor fallocate false fgrep find flock fold free fuser getopt grep groups gunzip gzip halt head hexdump
hostid hostname id ifconfig install ip kill killall less ln logger login ls lsof lzcat md5sum mkdir mkfifo mknod
mktemp more mount mv nc netstat nice nl nohup nproc nslookup od passwd paste patch pgrep pidof ping pkill printenv
printf ps pstree pwd readlink realpath renice reset rev rm rmdir route sed seq setsid sh sha1sum sha256sum
sha512sum shuf sleep sort split stat strings stty su sum sync sysctl tac tail tar tee test time timeout top touch
tr traceroute true truncate tty umount uname unexpand uniq unix2dos unlink unzip uptime usleep uuencode vi watch wc
wget which who whoami xargs xxd xzcat yes zcat
"""

SYSTEMS = {
    "bullseye": (_DEBIAN, _BULLSEYE),
    "bookworm": (_DEBIAN, _BOOKWORM),
    "trixie": (_DEBIAN, _TRIXIE),
    "bionic": (_DEBIAN, _ADDUSER, _PROCPS, _E2FS, _BZIP2),
    "focal": (_DEBIAN, _ADDUSER, _PROCPS, _E2FS, _BZIP2),
    "jammy": (_DEBIAN, _ADDUSER, _PROCPS, _E2FS),
    "noble": (_DEBIAN, _PROCPS, _E2FS),
    "alpine": (_BUSYBOX,),
}
"""Releases whose commands are known, as texts of names."""

PACKAGERS = {
    "apt-get": ("apt-get",),
    "apt": ("apt-get",),
    "apk": ("apk",),
    "yum": ("yum", "dnf"),
    "dnf": ("dnf",),
    "microdnf": ("microdnf",),
}
"""Package managers, and the images that have them by their `packager`."""

SOMETIMES = frozenset(
    f"{_BULLSEYE} {_BOOKWORM} {_TRIXIE} {_ADDUSER} {_E2FS} {_BZIP2} unminimize sensible-editor sensible-pager".split()
)
"""Commands that some of these releases have: not said to be absent from the others without a measurement."""

VERSIONED = ("python", "pip", "pydoc", "idle", "2to3", "perl", "wheel", "easy_install", "update-", "apt", "dpkg")
"""Beginnings of names that packages of a base bring in spellings of their own."""

_USERS = "root daemon bin sys sync games man lp mail news uucp proxy www-data backup list irc _apt nobody"
_MORE_USERS = {"bullseye": "gnats", "noble": "ubuntu", "jammy": "gnats", "focal": "gnats", "bionic": "gnats"}
_ALPINE_USERS = "root bin daemon lp sync shutdown halt mail news uucp cron ftp sshd games ntp guest nobody"

_kept: dict[str, frozenset[str]] = {}


def system(name: str) -> frozenset[str]:
    """The commands that a release's image has, as far as they are known."""
    if name.startswith("alpine"):
        name = "alpine"
    if name not in _kept:
        _kept[name] = frozenset(" ".join(SYSTEMS.get(name, ())).split())
    return _kept[name]


def is_complete(name: str) -> bool:
    """Whether every command and user of a release's smallest image is known."""
    return name in SYSTEMS and name != "alpine"


def users(name: str) -> tuple[str, ...]:
    """The users in /etc/passwd of a release's image."""
    if name.startswith("alpine"):
        return tuple(_ALPINE_USERS.split())
    return tuple(f"{_USERS} {_MORE_USERS.get(name, '')}".split())


IDS = {("noble", "1000"): "ubuntu"}
"""Numbers of users and of their groups that surprise: Ubuntu's since 23.04. Families add theirs, all of them 1000."""

_GROUPS = """
root daemon bin sys adm tty disk lp mail news uucp man proxy kmem dialout fax voice cdrom floppy tape sudo audio dip
www-data backup operator list irc src gnats shadow utmp video sasl plugdev staff games users nogroup _ssh crontab input
sgx kvm render messagebus netdev lpadmin ubuntu node systemd-journal
"""
GROUPS = frozenset(_GROUPS.split())
"""Groups of Debian's and Ubuntu's images (/etc/group, 2026-11-28), and those that packages often add."""
