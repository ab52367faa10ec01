"""Commands that packages of Debian and Ubuntu install, including those of their dependencies.

Computed from the Packages and Contents lists of Debian 12 (2026-11-28) for the 380 packages that public Dockerfiles
install most: the closure of Depends, and of Recommends for what follows `?`, that the smallest image lacks. Only
`COMMANDS` are named. How to renew it: docs/facts.md.
"""

from __future__ import annotations

from studio_lint.base.record import Record

_COMMANDS = """
. .msi 7z 7za ANIclustermap Bandage BandageNG BandageNG.AppImage FastTree GAMMA-S.py GenFSGopher.pl IRMA LABEL NanoPlot
R Rscript SeqSero2_package.py Write-Host Xvfb _dockerfile_initialize_user_accounts.sh _dockerfile_setup_root_prefix.sh
_download_micromamba.sh abricate abricate-get_db abuild-sign aci add-apt-repository amrfinder amrfinder_index ani-m.pl
ant any2fasta apache2 apachectl apk apt-add-repository apt-transport ar aragorn aria2c ariba artic artic_get_models as
ash at augur auspice autoconf autocycler autogen.sh automake autoreconf awk aws az bakta bakta_db bam2fasta bam2fastq
bandage_command_line_tests.sh bash bats bc bcftools bedtools bgzip bindashtree bison blastn bootstrap.sh bowtie2
bowtie2-build bracken break buildDbNcbi.sh build_module.sh busco busybox bwa bzip2 bzr c++ cabal caddy canu cargo cc
ccs-kinetics-bystrandify cd checkinstall checkm checkm2 chromium circlator circos claMLST clang clang++ cmake
code-server column combine_kreports.py command composer conda configure convert copy_snppipeline_data.py corepack cpan
cpanm cpio create_report cron crontab csh csvtool curl curl.exe dash dataformat datamash datasets debuild diamond dig
dirmngr dnaapler dnf do-install-tests-local.sh docker done dorado dos2unix dot doxygen dpkg-buildpackage
dpkg-scanpackages dragonflye dumb-init dustmasker ed el_gato.py elgato_report.py emacs emmtyper enaDataGet enaGroupGet
envsubst equivs-build exit expect export extract_kraken_reads.py extracthifi fakeroot falco fastANI
fasta-trim-terminal-ambigs.pl fastaedit_public fasten_clean fasten_metrics fasten_shuffle fasterq-dump fastp fastplong
fastq-dump fastq-scan fastqc fcr-to-vcf ffmpeg file filtlong firefox fish fix-permissions flex fluxbox flye freebayes
freyja ftp fuse fusermount g++ gawk gcc gcloud gdb gem generate_plot.py genoflu.py genomad getmlst.py gettext gfastats
gfortran ghc git git-lfs gmake gnupg gnuplot go gosu gotree gpg gpg1 gpg2 gpgconf gradle groupadd gzip haproxy
harvesttools hg hmmbuild host hostile htop htsfile httpd ifconfig inline_arborview.py inotifywait install.pl install.r
install.sh install_R_source.sh install_bracken.sh install_dependencies.sh install_geospatial.sh install_kraken.sh
install_kraken2.sh install_pandoc.sh install_quarto.sh install_rstudio.sh install_shiny_server.sh install_tidyverse.sh
install_verse.sh ip iqtree2 iqtree3 ivar jar jasmine java javac jq julia jupyter kaptive kaptive.py kill kleborate kma
kraken2 kraken2-build kreport2krona.py ksh kubectl ld less libtool liftoff lighttpd lima lima-undo lja locale-gen
logrotate longshot lrge lsb_release lsof lua luajit lz4 m4 mafft mail make makeblastdb mamba man mash medaka
medaka_consensus meson metaphlan metaquast.py microdnf micromamba miniasm miniconda.sh minimap2 minipolish
mk-build-deps mlst mlst-download_pub_mlst mlst-make_blast_db mmseqs mount.nfs multiqc mummer mummerplot mvn mykrobe
myloasm mysql nano nc ncat netcat netstat nginx ngmaster ninja nm node nodejs novnc npm npx nslookup nucmer objdump
octave ont_quick_test.sh ontime openbox openssl orthofinder p7zip panaroo pandoc pangolin parallel parallel.py parsnp
pasty patch pbindex pbindexdump pbmerge pbmm2 pbptyper perl pg_config pgrep pgv-blast pgv-download pgv-download-dataset
pgv-mmseqs pgv-mummer pgv-pmauve pgv-simpleplot php phyml phytreeviz pigz ping pip pip2 pip3 pipx piranha pixi
pkg-config plasmidfinder.py plassembler pling plot-ampliconstats pod5 podman polca.sh polypolish poppunk poppunk_assign
poppunk_info poppunk_mandrake poppunk_mst poppunk_references poppunk_visualise ppanggolin prefetch primer3_core prokka
promer ps psql pyMLST pypolca pypy3 pytest python python2 python3 python3-config python3.7 quast-lg.py quast.py racon
racon_test ranlib rasusa raven raxml-ng readelf redis-cli report_summary.R rig rserver rsync rsyslogd ruby run
run-toulligqc.sh run_clair3.sh run_gubbins.py run_resfinder.py run_tests rustc rustup s3fs samtools sbt scala scp
screen sed segmasker seqfu seqkit seqsender.py seqtk seroba serotypefinder.py set setup-julia-packages.bash setup.py
setup.sh setup_R.sh setup_julia.py setx sftp sh shigatyper shigeifinder shiny-server shovill show-snps simplot.py
singularity sistr ska skani skesa slurm_srst2.py snakemake snpsift socat source spades.py spestimator sqlite3 squid
srst2 ssh ssh-keygen sshd stack staphscan staramr strace streamlit streamsam.sh strip stxtyper su su-exec
subscription-manager sudo supervisorctl supervisord svn swig sylph tabix table2asn tar tb-profiler tblastn tcsh telnet
test.sh test_run.sh tini tiptoft_database_downloader tlmgr tmux toulligqc tox tree trimal trimmomatic trycycler ttyd
ulimit unicycler unrar unzip update-locale useradd usher uv v-annotate.pl v-build.pl vcftools verkko vi vim viridian
virtualenv virulencefinder.py vncserver water websockify wgMLST wget which x11vnc xmllint xmlstarlet xsltproc xvfb-run
xz yarn yq yum zip zmwfilter zsh zstd
"""
_LINKED = """
automake convert csh emacs fakeroot ftp gnuplot ksh lua luac mail mvn php phyml scala telnet unrar vncserver
"""
"""Commands that packages link with update-alternatives when they are configured (their postinst, 2026-11-29), so that
the Contents lists lack them."""
COMMANDS = frozenset(_COMMANDS.split()) - frozenset(_LINKED.split())
"""The commands that the table answers for."""

OLDER = frozenset(["jessie", "stretch", "buster", "xenial", "bionic"])
"""Releases whose packages may lack one of the commands: `python3-pip` has `pip` since Debian 11 and Ubuntu 20.04."""

# package=commands?commands that come only with recommended packages; `!`: it draws in nothing else.
_BRINGS = """
ant=ant,java,openssl apache2=apache2,apachectl,cpan,kill,pgrep,ps?openssl aragorn!=aragorn aria2=aria2c?openssl
augustus=?openssl,plot-ampliconstats,samtools autoconf=autoconf,autoreconf,cpan,m4 automake=autoconf,autoreconf,cpan,m4
awscli=aws,lsb_release,python3?bzip2,cpan,file,openssl,xz barrnap=bedtools,cpan,hmmbuild bc=bc
bcftools=bcftools?cpan,openssl bedtools!=bedtools binutils=ar,as,ld,nm,objdump,ranlib,readelf,strip
bioperl=cpan?apache2,awk,bedtools,blastn,bwa,bzip2,dot,dustmasker,file,gawk,gem,hmmbuild,jar,java,javac,mafft,makeblastdb,mummer,mummerplot,nucmer,openssl,phyml,plot-ampliconstats,primer3_core,promer,python3,ruby,samtools,scp,segmasker,sftp,show-snps,ssh,ssh-keygen,tblastn,unzip,water,xz,zip
bison=bison,m4 bowtie2=bowtie2,bowtie2-build,cpan,python3?openssl bsdmainutils=column
build-essential=ar,as,bzip2,c++,cc,cpan,dpkg-buildpackage,dpkg-scanpackages,g++,gcc,gmake,ld,make,nm,objdump,patch,ranlib,readelf,strip,xz?dirmngr,gpg,gpgconf
busybox!=busybox bwa=bwa?cpan bzip2!=bzip2 ca-certificates=openssl canu=canu,cpan,java,kill,openssl,pgrep,ps
cargo=ar,as,cargo,cc,gcc,ld,nm,objdump,ranlib,readelf,rustc,strip?openssl,python3 cd-hit=cpan
checkinstall=ar,as,bzip2,checkinstall,cpan,dpkg-buildpackage,dpkg-scanpackages,file,gmake,ld,make,nm,objdump,patch,ranlib,readelf,strip,xz?c++,cc,dirmngr,g++,gcc,gpg,gpgconf
chromium=chromium,kill,pgrep,ps?cpan,openssl,python3
clang=ar,as,clang,clang++,ld,nm,objdump,ranlib,readelf,strip?openssl,python3
clang-16=ar,as,ld,nm,objdump,ranlib,readelf,strip?openssl,python3
cmake=cmake,kill,pgrep,ps?ar,as,cc,gcc,gmake,ld,make,nm,objdump,openssl,ranlib,readelf,strip cowsay=cpan
cpanminus=cpan,cpanm?dirmngr,gmake,gpg,gpgconf,make,openssl cron=cron,crontab?openssl curl=curl?openssl
cutadapt=pigz,python3?openssl cython3=python3?ar,as,cc,gcc,ld,nm,objdump,openssl,python3-config,ranlib,readelf,strip
default-jdk=jar,java,javac,openssl?kill,pgrep,ps default-jre=java,openssl?kill,pgrep,ps
default-jre-headless=java,openssl default-mysql-client=cpan,mysql
devscripts=ar,as,bzip2,cpan,debuild,dirmngr,dpkg-buildpackage,dpkg-scanpackages,file,gmake,gpg,gpgconf,ld,make,mk-build-deps,nm,objdump,openssl,patch,python3,ranlib,readelf,strip,xz?autoconf,autoreconf,c++,cc,column,curl,envsubst,equivs-build,g++,gcc,gettext,git,less,lsb_release,m4,man,scp,sftp,ssh,ssh-keygen,strace,unzip,wget,zstd
dirmngr=dirmngr,gpgconf?gpg dnsutils=dig,host,nslookup
docker.io=docker,tini?ar,as,cpan,envsubst,gettext,git,ip,ld,less,nm,objdump,openssl,patch,python3,ranlib,readelf,scp,sftp,ssh,ssh-keygen,strip,xz
dos2unix!=dos2unix doxygen=doxygen
dpkg-dev=ar,as,bzip2,cpan,dpkg-buildpackage,dpkg-scanpackages,gmake,ld,make,nm,objdump,patch,ranlib,readelf,strip,xz?c++,cc,dirmngr,g++,gcc,gpg,gpgconf
dumb-init!=dumb-init elastix=?openssl emacs-nox=ar,as,ld,nm,objdump,ranlib,readelf,strip?cron,crontab,openssl
emboss=water?primer3_core
equivs=ar,as,autoconf,autoreconf,bzip2,cc,column,cpan,dpkg-buildpackage,dpkg-scanpackages,envsubst,equivs-build,file,gcc,gettext,gmake,ld,m4,make,man,nm,objdump,patch,ranlib,readelf,strip,xz?c++,curl,dirmngr,g++,gpg,gpgconf,openssl
expect=expect fasttree=FastTree ffmpeg=ffmpeg?openssl,python3 file=file firefox-esr=firefox,kill,pgrep,ps
fish=column,fish,kill,man,pgrep,ps,python3?bzip2,cpan,file,openssl,xz
flex=flex,m4?ar,as,cc,gcc,ld,nm,objdump,ranlib,readelf,strip fluxbox=fluxbox?openssl fuse=fusermount fuse3=fusermount
g++=ar,as,c++,cc,g++,gcc,ld,nm,objdump,ranlib,readelf,strip gawk=awk,gawk
gcc=ar,as,cc,gcc,ld,nm,objdump,ranlib,readelf,strip gcc-11=ar,as,ld,nm,objdump,ranlib,readelf,strip gdb=gdb?openssl
gettext=envsubst,gettext?curl,openssl gettext-base!=envsubst,gettext
gfortran=ar,as,cc,gcc,gfortran,ld,nm,objdump,ranlib,readelf,strip gfortran-12=ar,as,ld,nm,objdump,ranlib,readelf,strip
git=cpan,git?less,openssl,patch,scp,sftp,ssh,ssh-keygen
git-lfs=cpan,git,git-lfs?less,openssl,patch,scp,sftp,ssh,ssh-keygen
gnupg=dirmngr,gpg,gpgconf gnupg2=dirmngr,gpg,gpg2,gpgconf gnuplot=kill,pgrep,ps
golang-go=go?ar,as,c++,cc,g++,gcc,ld,nm,objdump,pkg-config,ranlib,readelf,strip gosu!=gosu graphviz=dot help2man=cpan
hmmer=hmmbuild htop=htop
httpie=openssl,pip,pip3,python3?ar,as,bzip2,c++,cc,cpan,dirmngr,dpkg-buildpackage,dpkg-scanpackages,g++,gcc,gmake,gpg,gpgconf,ld,make,nm,objdump,patch,python3-config,ranlib,readelf,strip,xz
inotify-tools=inotifywait iproute2=ip iputils-ping=ping iqtree=iqtree2 jq=jq kma!=kma less!=less
libboost-all-dev=ar,as,autoconf,autoreconf,cpan,ld,m4,nm,objdump,python3,python3-config,ranlib,readelf,scp,sftp,ssh,ssh-keygen,strip?cc,file,gcc,gfortran,openssl
libcairo2-dev=pkg-config,python3?openssl libcurl3-gnutls=?openssl libcurl4=?openssl libcurl4-gnutls-dev=?openssl
libcurl4-openssl-dev=?openssl libdatetime-perl=cpan libeigen3-dev=pkg-config libfile-slurp-perl=cpan
libfile-which-perl=cpan libfindbin-libs-perl=cpan libfontconfig1-dev=pkg-config
libgdal-dev=autoconf,autoreconf,cpan,m4,pg_config?ar,as,cc,file,gcc,ld,nm,objdump,openssl,pkg-config,ranlib,readelf,strip
libharfbuzz-dev=pkg-config,python3?openssl libhdf5-dev=?openssl libhts-dev=?openssl libhts3=?openssl
libinline-c-perl=ar,as,cc,cpan,gcc,ld,nm,objdump,ranlib,readelf,strip libjenkins-json-java=?ant,java,openssl
libjson-java=java,openssl?ant libjson-perl=cpan liblist-moreutils-perl=cpan liblwp-protocol-https-perl=cpan,openssl
libmagick++-dev=autoconf,autoreconf,cpan,m4,pkg-config,python3?ar,as,cc,file,gcc,ld,nm,objdump,openssl,ranlib,readelf,strip
libmoo-perl=cpan libpath-tiny-perl=cpan libperl-dev=cpan libpq-dev=pg_config libproj-dev=?openssl
libseqlib-dev=?openssl libtext-csv-perl=cpan libtiff5-dev=?pkg-config
libtool=ar,as,cc,file,gcc,ld,nm,objdump,ranlib,readelf,strip?autoconf,autoreconf,cpan,m4 libudunits2-dev=?pkg-config
libvcflib-tools=R,Rscript,openssl,python3,unzip,zip?ar,as,bzip2,c++,cc,cpan,dirmngr,dpkg-buildpackage,dpkg-scanpackages,g++,gcc,gfortran,gmake,gpg,gpgconf,kill,ld,make,nm,objdump,pandoc,patch,pgrep,pkg-config,ps,ranlib,readelf,strip,xz
libwww-perl=cpan,openssl libxml-simple-perl=cpan?openssl libxml2-utils=xmllint lighttpd=lighttpd?cpan
linux-headers-amd64=ar,as,ld,nm,objdump,ranlib,readelf,strip
littler=R,Rscript,openssl,unzip,zip?ar,as,bzip2,c++,cc,cpan,dirmngr,dpkg-buildpackage,dpkg-scanpackages,g++,gcc,gfortran,gmake,gpg,gpgconf,kill,ld,make,nm,objdump,patch,pgrep,pkg-config,ps,ranlib,readelf,strip,xz
locales=locale-gen,update-locale lsb-release!=lsb_release lsof=lsof m4!=m4
mafft=cpan,mafft?bzip2,file,gem,openssl,ruby,unzip,xz,zip make!=gmake,make man-db=column,man mash=mash
maven=java,openssl mc=?bzip2,cpan,file,unzip,xz mercurial=hg,python3?openssl,scp,sftp,ssh,ssh-keygen
meson=meson,ninja,python3?ar,as,bzip2,c++,cc,cpan,dirmngr,dpkg-buildpackage,dpkg-scanpackages,g++,gcc,gmake,gpg,gpgconf,ld,make,nm,objdump,openssl,patch,ranlib,readelf,strip,xz
minimap2!=minimap2 mmseqs2=mmseqs moreutils=cpan,parallel
mummer=awk,cpan,gawk,mummer,mummerplot,nucmer,promer,show-snps nano=nano
nautilus=kill,lsof,pgrep,ps?dirmngr,fusermount,gpg,gpgconf,locale-gen,openssl,python3,update-locale
ncbi-blast+=blastn,cpan,dustmasker,makeblastdb,python3,segmasker,tblastn?openssl net-tools!=ifconfig,netstat
netcat-openbsd=nc,netcat netcat-traditional!=nc,netcat nginx=ip,nginx nginx-light=ip,nginx ninja-build!=ninja
nodejs=node,nodejs?openssl novnc=cpan,ifconfig,netstat,node,nodejs,openssl,python3,websockify,wget?bzip2,file,xz
npm=node,nodejs,npm,npx,openssl,python3?ar,as,bzip2,c++,cc,cpan,dirmngr,dpkg-buildpackage,dpkg-scanpackages,g++,gcc,git,gmake,gpg,gpgconf,kill,ld,less,make,nm,objdump,patch,pgrep,ps,ranlib,readelf,scp,sftp,ssh,ssh-keygen,strip,xz
octave=cpan,octave,scp,sftp,ssh,ssh-keygen?java,kill,openssl,pgrep,ps openbox=openbox,python3?kill,openssl,pgrep,ps
openjdk-17-jdk=jar,java,javac,openssl?kill,pgrep,ps openjdk-17-jre=java,openssl?kill,pgrep,ps
openjdk-17-jre-headless=java,openssl openms=?kill,openssl,pgrep,ps openssh-client=scp,sftp,ssh,ssh-keygen
openssl!=openssl p7zip-full=7z,7za,p7zip pandoc=pandoc parallel=cpan,kill,parallel,pgrep,ps,xz patch!=patch perl=cpan
pigz!=pigz pilon=java,openssl,unzip?kill,pgrep,ps pipx=openssl,pipx,python3?kill,pgrep,ps,pytest pkg-config=pkg-config
pkgconf=pkg-config postgresql-client=cpan,psql procps=kill,pgrep,ps python-is-python3=python,python3?openssl
python3=python3?openssl python3-all-dev=python3,python3-config?openssl
python3-biopython=cpan,python3?blastn,bzip2,dustmasker,file,makeblastdb,openssl,segmasker,tblastn,xz
python3-dev=python3,python3-config?openssl python3-distutils=python3?openssl python3-docx=python3?openssl
python3-lxml=python3?openssl
python3-matplotlib=ar,as,c++,cc,cpan,g++,gcc,ld,nm,objdump,python3,python3-config,ranlib,readelf,strip?bzip2,file,openssl,xz
python3-numpy=python3?openssl
python3-pandas=python3?ar,as,bzip2,c++,cc,cpan,dirmngr,dpkg-buildpackage,dpkg-scanpackages,file,g++,gcc,gmake,gpg,gpgconf,ld,make,nm,objdump,openssl,patch,pip,pip3,pytest,python3-config,ranlib,readelf,strip,xz
python3-pip=openssl,pip,pip3,python3?ar,as,bzip2,c++,cc,cpan,dirmngr,dpkg-buildpackage,dpkg-scanpackages,g++,gcc,gmake,gpg,gpgconf,ld,make,nm,objdump,patch,python3-config,ranlib,readelf,strip,xz
python3-pytest=pytest,python3?openssl python3-requests=openssl,python3 python3-setuptools=python3?openssl
python3-tk=python3?openssl python3-venv=openssl,python3
python3-virtualenv=openssl,python3,virtualenv?ar,as,bzip2,c++,cc,cpan,dirmngr,dpkg-buildpackage,dpkg-scanpackages,g++,gcc,gmake,gpg,gpgconf,ld,make,nm,objdump,patch,python3-config,ranlib,readelf,strip,xz
python3-wheel=python3?openssl
qtcreator=?ar,as,cpan,gdb,gmake,kill,ld,make,nm,objdump,openssl,pgrep,ps,python3,ranlib,readelf,strip
r-base=R,Rscript,openssl,unzip,zip?ar,as,bzip2,c++,cc,cpan,dirmngr,dpkg-buildpackage,dpkg-scanpackages,g++,gcc,gfortran,gmake,gpg,gpgconf,kill,ld,make,nm,objdump,patch,pgrep,pkg-config,ps,ranlib,readelf,strip,xz
r-base-core=R,Rscript,openssl,unzip,zip?ar,as,bzip2,c++,cc,cpan,dirmngr,dpkg-buildpackage,dpkg-scanpackages,g++,gcc,gfortran,gmake,gpg,gpgconf,kill,ld,make,nm,objdump,patch,pgrep,pkg-config,ps,ranlib,readelf,strip,xz
r-base-dev=R,Rscript,ar,as,bzip2,c++,cc,cpan,dpkg-buildpackage,dpkg-scanpackages,g++,gcc,gfortran,gmake,ld,make,nm,objdump,openssl,patch,pkg-config,ranlib,readelf,strip,unzip,xz,zip?dirmngr,gpg,gpgconf,kill,pgrep,ps
r-cran-ggplot2=R,Rscript,openssl,unzip,zip?ar,as,bzip2,c++,cc,cpan,dirmngr,dpkg-buildpackage,dpkg-scanpackages,g++,gcc,gfortran,gmake,gpg,gpgconf,kill,ld,make,nm,objdump,pandoc,patch,pgrep,pkg-config,ps,python3,ranlib,readelf,strip,xz
r-cran-littler=R,Rscript,openssl,unzip,zip?ar,as,bzip2,c++,cc,cpan,dirmngr,dpkg-buildpackage,dpkg-scanpackages,g++,gcc,gfortran,gmake,gpg,gpgconf,kill,ld,make,nm,objdump,patch,pgrep,pkg-config,ps,ranlib,readelf,strip,xz
r-recommended=R,Rscript,openssl,unzip,zip?ar,as,bzip2,c++,cc,cpan,dirmngr,dpkg-buildpackage,dpkg-scanpackages,g++,gcc,gfortran,gmake,gpg,gpgconf,kill,ld,make,nm,objdump,patch,pgrep,pkg-config,ps,ranlib,readelf,strip,xz
redis-tools=redis-cli
roary=FastTree,R,Rscript,bedtools,blastn,cpan,dustmasker,kill,mafft,makeblastdb,openssl,parallel,pgrep,ps,python3,segmasker,tblastn,unzip,xz,zip?apache2,ar,as,awk,bwa,bzip2,c++,cc,dirmngr,dot,dpkg-buildpackage,dpkg-scanpackages,file,g++,gawk,gcc,gem,gfortran,gmake,gpg,gpgconf,hmmbuild,jar,java,javac,ld,make,mummer,mummerplot,nm,nucmer,objdump,pandoc,patch,phyml,pkg-config,plot-ampliconstats,primer3_core,promer,ranlib,readelf,ruby,samtools,scp,sftp,show-snps,ssh,ssh-keygen,strip,water
rsync=rsync ruby=gem,openssl,ruby?unzip,zip
rustc=ar,as,cc,gcc,ld,nm,objdump,ranlib,readelf,rustc,strip?cargo,openssl,python3
samtools=plot-ampliconstats,samtools?openssl screen=screen socat=socat
software-properties-common=add-apt-repository,apt-add-repository,gpg,gpgconf,lsb_release,openssl,python3?dirmngr
spades=bwa,kill,pgrep,plot-ampliconstats,ps,python3,samtools,spades.py?cpan,openssl,pytest sqlite3=sqlite3
sra-toolkit=fasterq-dump,fastq-dump,prefetch?openssl strace=strace subversion=svn sudo!=sudo
supervisor=python3,supervisorctl,supervisord?openssl swig=swig tabix=bgzip,htsfile,tabix tcsh!=tcsh
texlive=cpan,tlmgr?kill,openssl,pgrep,ps texlive-fonts-recommended=cpan,tlmgr?kill,openssl,pgrep,ps
texlive-latex-base=cpan,tlmgr?kill,openssl,pgrep,ps
texlive-latex-extra=cpan,python3,tlmgr?gem,java,kill,openssl,pgrep,ps,ruby,unzip,zip
texlive-latex-recommended=cpan,tlmgr?kill,openssl,pgrep,ps
texlive-xetex=cpan,python3,tlmgr?gem,java,kill,openssl,pgrep,ps,ruby,unzip,zip tigervnc-standalone-server=cpan
tini!=tini
tk-dev=ar,as,bzip2,cpan,dpkg-buildpackage,dpkg-scanpackages,gmake,ld,make,nm,objdump,patch,pkg-config,ranlib,readelf,strip,xz?c++,cc,dirmngr,g++,gcc,gpg,gpgconf
tmux=tmux topp=?kill,openssl,pgrep,ps tree!=tree unzip!=unzip vcftools=cpan,vcftools?bgzip,htsfile,tabix vim=vi,vim
vim-tiny=vi
virtualenv=openssl,python3,virtualenv?ar,as,bzip2,c++,cc,cpan,dirmngr,dpkg-buildpackage,dpkg-scanpackages,g++,gcc,gmake,gpg,gpgconf,ld,make,nm,objdump,patch,python3-config,ranlib,readelf,strip,xz
websockify=python3,websockify?openssl wget=wget?openssl x11vnc=openssl,x11vnc xdg-utils=?cpan,kill,openssl,pgrep,ps
xfce4=kill,pgrep,ps,python3?busybox,column,cpan,cpio,dirmngr,fusermount,gpg,gpgconf,lsof,man,openssl,zstd
xmlstarlet=xmlstarlet xsltproc=xsltproc xvfb=Xvfb,xvfb-run xz-utils!=xz yaggo=gem,openssl,ruby?unzip,zip zip=zip?unzip
zsh=zsh zstd!=zstd
"""
# These bring none of the commands.
_NOTHING = """
apt-transport-https! apt-utils! autotools-dev! bamtools bat capnproto clustalo dpkg exonerate fakeroot fd-find! figlet!
fontconfig fonts-dejavu fonts-roboto fortune-mod fzf! grep gsl-bin gzip imagemagick infernal! iptables ksh lbzip2!
libatlas-base-dev libatomic1! libblas-dev libbluetooth-dev libboost-dev libboost-graph-dev libbz2-1.0 libbz2-dev
libc++-16-dev libc++abi-16-dev libc6-dev libc6-i386! libcapnp-dev libdb-dev libdeflate-dev libdeflate0! libexpat1-dev
libffi-dev! libfreetype6-dev libfribidi-dev libgcc-s1 libgdbm-dev libgeos-dev libgit2-dev libgl1 libgl1-mesa-glx
libglib2.0-0 libglu1-mesa-dev libgomp1! libgoogle-gson-java! libgsl-dev libicu-dev libidn12! libjpeg-dev liblapack-dev
liblzma-dev! liblzma5 libmagic-dev libncurses-dev libncurses5 libncurses5-dev libncurses6 libncursesw5-dev
libomp-16-dev libopenblas-dev libpcre2-dev libpng-dev libprotobuf-dev libpthread-stubs0-dev! libreadline-dev
libseccomp-dev! libsm6 libsodium-dev libsqlite3-0! libsqlite3-dev libssl-dev! libstdc++6 libtbb-dev libx11-dev libxext6
libxml2 libxml2-dev libxrender1 libxslt1-dev libxt-dev libzmq3-dev libzstd-dev! lmodern locales-all lua5.3 muscle nasm!
ncbi-tools-bin ncdu netbase! nmap p11-kit pbzip2! php-cli prodigal! progressivemauve protobuf-compiler pv! qpdf raxml!
ripgrep! sed smalt snp-sites tar telnet tidy time! tzdata uuid-dev uuid-runtime! vsearch! whois! yasm! zlib1g
zlib1g-dev
"""


class Package(Record):
    """What a package brings: commands, commands that may come besides, whether it draws in nothing else."""

    sure: frozenset[str]
    maybe: frozenset[str]
    lonely: bool


_kept: dict[str, tuple[str, bool]] = {}


def look_up(name: str) -> Package | None:
    """A package by its name; None for one that is not in the table."""
    if not _kept:
        for word in (*_BRINGS.split(), *_NOTHING.split()):
            package, _, commands = word.partition("=")
            _kept[package.removesuffix("!")] = (commands, package.endswith("!"))
    found = _kept.get(name)
    if found is None:
        return None
    sure, _, recommended = found[0].partition("?")
    return Package(_names(sure), _names(recommended), found[1])


def names() -> tuple[str, ...]:
    """Every package of the table."""
    look_up("")
    return tuple(_kept)


def _names(text: str) -> frozenset[str]:
    return frozenset(name for name in text.split(",") if name)
