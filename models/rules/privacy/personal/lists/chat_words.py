"""Words as people type them in chats: short forms, slips and dialects that are no names."""

_LISTED = """
abad abal abis absen ack acknowledgement ad adab adain adapun adlah administrasi adoc adohh adohn ads adu
aduanmasyarakat aduhh ae afdol aflikasi agak agam ah ahahaha ahli ahoker ai aihhh aj ajaa ajah ajaib ajang aje ajg
ajh ajib ajj ajja ajoer ajuin ak akal akaun akhirat akibat aksi akte aktifasi aktivitas aktual akuntabel
akuntabilitas akurat alaikum alamak alami alay alesan algoritma alhamdulilalh alhasil allaaaaahh allaahumma allahhh
alloh alpikasi alplikasi alur ama amatir amatiran amburadul aminnnn amnesia ampe amplikasi ampun ampunn ampyunnn an
analis ancor andai andil anehh angaran anggap angin angus anj anjay anjayyy anjeeeng anjg anjiir anjing anjir anjlok
anjooy anjrit anjrr antarbacaan antarpetugas anu anyflip ap apaa apaan apain apalagi apalg apalgi apan apapun
aparatur apasi apasih apbn apik apilkasi apkah apkasi apkikasi apklikasi apkny apl apliaksi apliaksih aplication
aplikaai aplikais aplikakasi aplikas aplikasai aplikasi aplikasih aplikasii aplikasil aplikasin aplikasine aplikasiny
aplikasinyaa aplikasix aplikask aplikaso aplikasu apliksi aplk aplkasi aplksi apllikasi apload aplod aply applay
applikai applikasi aps apus arah arahan arahin arsiparis asah asalan asc asik aslik aspek aspirasi aspirasimasyarakat
astaga astagaa astana asu asup asvs asw asyik ataupun ato atuh atw autentikator autoescape awa awam ayat ayo aza
baarakallaahu bab babi babu backend backoff bacot badut bae bagaiman bagaimanapun baget bagiamana bagimana bagusan
bagusin bahagia bahan bahaya bakal bakalan bakar balek balikin banda bangat bangeet banget bangett bangga bangke
bangking bangsat bangus banjir banyaak bapuk barak barat barkode barusan batasan batasi baterai batre bau bawak bayak
bayangin bbrp bbrpa beacukai bebal beban bebarapa bebas becuss bedebestt begadang begimana beginian begitupun bego
beguna behaviour bejibun bekasikotagoid bela belain belajar belaka belakangan belanja belasan belawan belm benahin
bendera bener beneran benerin bentar benturan beos bepergian ber berabe berak beralih berani berasa berat berawal
berbagi berebut bereeh berhari berhub beribu berikut berjam berkat berkode berlalu bermain bermutu bernama berniat
berpola bersih berteks bertele bertemu bertubi berxx betapa betol betul betulin beud bg bgd bget bgimana bgini bgitu
bgm bgmna bgni bgs bgst bgtt bgtu bhess bhg bhs biaa biarpun bicara bidang bijak bikinan bilang bilg bilink bilng
bimbingan binatang binggung bingung binong biodata birokrasi bisah bita bjorka bka bkin bkn bkpm bkti blabbla
blablabla blak blang blanko blas blass blg blik bln bloon bner bnget bngett bnr bnyak bnyk bobot bobroh bodo bodol
bodong bogorberlari bohong bohongan boking bongkar boomers borderless boro bos bosan bosen bosku bosok bpak br
brangkat bre brengsek brhari brigadir brngsek brow brsaing bru brubah bt btw buanget buar buatin bufring buk bukaa
bukak bukanny bukany bukn bulak buluk bumi bundestag buruan burukk busa buset busyeet buta bwa byar byk cabut cacad
cacat calog canggih cangih capaian capee caprk casepro catalogue cb cba ccd cebong cemana cenderung centre centred
cerdas cerita certbot certvalidator cewek cffi ch changelog chatwoot chek cikarang cino cita cjk cli clik cloce cm
cma cman cmd cmn cobaa cobaan cobain cobak codingan cok colour comen coment concurrent config configurable conversion
copot copyan covid cpet cr cron cs csnya cuan cuk cukong cuman cupu da dach daerah dafar dafatar daftarin daftat
daftr dahh dalan dampak dapil daptar daritadi dasar datangan datangi datar datasette datetime datetimes daya dbilang
dbuat dbuka de debug debugging debuging dech dedupe deduped default defaults dehh deket delegation delivery dengar
denger dengerin denpasarkota denpasarkotakurumahku denpasarmaju departemen depdagri dept desain desc deskripsi
details deteksi detos developper device dhe dhulu diapa diawal dibagi dibawa diedit dieja diem digaji dihari diiihh
diinfo dijaga dijeda dikaji dikasi dikata dikira dikit diklik dikota diliat dilock diluar dini dipake dirasa disa
disaat disapa disave disni disuru ditata ditlp dituju diulng diusut dj django dk dkirim dkk dkt dl dll dlu dn dng
dngn doain doank docgen docplayer docstring docstrings docxtpl dodol doesn dok dokument dominasi dongg donk donwload
dosa dowload dpat dperbaiki dpet dpmptspjabar dpn dptin drpd dsaat dsb dsini dsruh dst dsuruh dtang dtg dtng du duduk
duid dukumen dukung dukungan duluan dungu dunia durasi dzolim earlier ebonk ecek echi ee eeh efek efektif efektiv
efesien efisien egk ehh ekosistem eksekusi ekspektasi ekstra elah electronik elektrik elit elor emai emang emg emial
emisi emng emosii enak encerin endfor endif engaduan engak enggk enk entah enum enums epassport eran eroor eropa
erorr erorrvterus erro errorr esign esmosi euy ex executable exekutif expr faham falid fasilitas fasport fc ferizy fi
filetype fisik fist fk fleksibel fn fokus forclose formalitas fotocopy fotokopi fotokopian freeport frustasi fsync
fsynced ft fto fungsi gaa gaada gaanti gaberes gaboleh gabut gada gadapat gadikirim gaes gagah gagahan gaguna gajadi
gajelass gajih gaktau galat gamungkin gangerti ganggu ganguan gantipresid gantipresiden gaperlu gapernah gapless
gaptek gara garcep gatau gausa gausah gaush gawai gaya gayaan gblk gblok gbsa gc gebleg geblek gedein gegara geh
geleng gemana gembar gembel gemblung gen genah gendeng gentian geogle gerai gerakin geram gercep ges geser gga gi
gilaa gileeee giliranuda giman gimane gimn gini ginian gioood gitu gjls gkda gliran gni goblog goblokkkk gokil gonta
goodgovernance goodjob googlemap gpp gps gr gratifikasi grgr grup gt gte gtu gugatan gunaa gunain gws gx ha habisin
hadeeh hadeh hadehh hadeuh hadeuhh hadir haduh haduuuuuuih hagus haha hahaha hahahaha hahahhh hahw haisss hallal
halus hambatan hambur hancoor handal handphone hape happeningnow haram harapan harian haru harua hati hayang hbis hbs
hdeh healthchecks hedeh hedeuhhhh hee hehe hehehe heheheh helloo hellooo helloooo heloo helpdesk hemat hemm heran
hiburan hiks hipmi hitam hny hnya ho hoki hpnya hps hpus href hrga hri hrs hrus https httpx huft hutang hy ibadah
ibuk idempotency ids idup ieu ih ijasah ijo ikhlas iki iklas ikm ikutin ilmu imel imigrasiny immigrasi implementasi
importlinter inalillahi increase indeks indent independent indihome indo indon indonesiaku indonesiakuasaifreeport
indonsia inet infografik infografis informasiberkala informatif infrstruktur inget inii inimah inj inputan ins
instalan institusi instrumen insyaa intake intall intansi integrasi intensi internasional intruksi intuitif inul
invariant invariants investasi investeam ip isine isinstance isntansi iso istigfar istighfar itnya itupun ja jabar
jadinyaa jaga jahanam jajah jajaran jakbar jaki jakrta jakut jaman jamin jancuuk jangam janggal jangka jangn janji
jarang jasi javascript jazakumullahu jdi jdwal jdwl jelasin jelass jelimet jengkel jgm ji jid jk jkt jlas jlek jls
jlx jm jng jngan jo joki jonggol jooos journalctl jringan jsonl jta ju judgement judol jugak jujuritubaik jum jumpa
justru jutaan kabari kabupatenbekasi kabur kaco kacrut kadalwarsa kadang kadapat kadarluasa kadin kadung kaian kaji
kala kalah kalangan kalaupun kalbar kalii kalok kalou kalp kalu kanallapor kanalpengaduan kanapa kanin kantong
kanwilimigrasisultra kapanpun kapasitas karbon karuan kas kasian kasihan katagori katang katasandi kawal kdang
kdtangan keatas kebaca kebuka keburu kejar kek kekal kelen kelik kelola keluh kemna kenak kenal kenap kenpa keong
kepake kepda keq keras kerjar kesah kesana kesel kesini ket ketawa ketemu ketuk keurus kga khas khawatir kiamat
kikikikiki kinerja kirain klaim klau klen kli klikwarta klir klok klou klu kluar kluarga kluhan kmaren kmarin kmbali
kmbli kmi kmna kmren kmrin kn knapah kndung kntor kntr kog kolaborasi kolot koma komen koment kominfo
kominfokabmalang komit komitmen kompasiana kompatibel kompeten komplen komplit komunikasi kon kondisi konek koneksi
konfirmasi konoha konser konsisten konsultan konsultasi konsumen konten kontra kontribusi konyol koordinasi koplak
koq koreksi korup koruptor kotabekasi kotamedan kotamobagu kotatangerang kotoran kpan kreator krena kritik krja krm
krna kronologis kroscek krusial ksh ksih kt kta ktika ktnya ktr kuat kuatin kuato kuesioner kuisioner kukasih kukira
kumaha kumhamsemakinpasti kunjung kunjungi kurangi kurasa kurir kursor kurun kurung kutip kwalitas kwota kya kyak kyk
laa laah laahh laangsung lacak laen lagg lagian lagii lahan lahh laku laload lalod lalot lamaa lambar lampirin lampup
langganan langsg lanjutan lanjuti lanjutin lansung lantas lapang laporin laporpaman laporr laporsleman largest lato
lawak layak layananaduan layananaduanpublik layani layarnews layoff lbh lbih le lebik lekas leled lelet lemod lemoot
lemott lempar lengkapi lengkapin lepas letak lgii lgs lgsg lgsng lgsung lh lha lht liat libpass lieuuuuur lindungi
lingkungan lingkup linglung lipat llu lm lncar lngkap lngsng lngsung logind loguot logut loh lohh lokal lolos loncat
loopback lounching lowbatt ls lsg lte ltv luama luarbiasah ludo luemot lwat lwt lxml maap macem maen magabut magkin
magrib mah mainan maintace maintanance mainten maintenace maintenaince maintence maintenen maintenence maintenis maju
makai makanin maki makin maksa maksain maksimal maksud mala malahan malangmakmur malas malay malem maluin mampos
mampu mampus mamtap manapun manas mancappp mandir mantaf mantal mantanance mantance mantence mantengin mantep manula
mao marak mari masah masak masarakat masi masif masiu masukin masy masyarat masyarkat masyrakat matane matang matipun
maturnuwun mautrix mayan mbanking mbok mbulet melalu melek melulu memper memuas menang mencet mendal meng meni mentah
menten mentok menua menuju menunu menye meraih meraja merasa mesti metode metri mggu mgkin mgkn mh michat mido
migrasi mikir mikirin milenial milih miliki milim milyaran mimetype mingguan mintai mintain mintak mintenance miris
misal mjd mkin mkn mlah mlh mlih mll mlu mm mmbantu mmg mmng mmpermudah mmpersulit mn mna mndaftar mnding mnggu
mngkin mnta mntap mnunggu mo mobilitas modelan moga mohom mohondi molo mondar monggo morowali mosok mpasport mreka
msa msak msih msk mst msuk msyarakat muak muantaaaap muantab mubadzir mucul mudahan mudahin mudik muli mulu muluk
muluu mumet mumpuni munafik mundur murahan musingkeun musti mutu muukrk mw na najis nalah nambah nambahin namespace
nampak nampung nara narasumber narkoba narzo natunabisa natunakab natunamaju nd ndaftar ndasmu nder ndewek ne neeh
negaraku negatif negera negri neh nekan neko nembak nemu nentuin nerima netherlands netns nft ng ngabisin ngadat
ngadu ngajak ngajuin ngakak ngalahin ngalami ngalir ngambil nganggur ngantre ngantuk ngapain ngapload ngasi ngasih
ngatur ngawur ngblank ngebak ngeblang ngeblank ngebuf ngebuka ngecek ngecrash ngefreeze ngehandle ngehang ngehank
ngelaporin ngeleg ngelek ngeliat ngeluarin ngelus ngembangin ngeprint ngerepotin ngerespon ngeribetin ngerjain ngerti
ngeselin ngestuck nget ngg nggk nggu ngikhlasin ngikut ngikutin nginput ngirim ngisi ngmng ngobrol ngomong ngopi
ngotak nguji nguras ngurus ngusain ngusulin ngutang nh nie nihh nipu njir nmor nmr nn nnti noh nohon nolak nomber
nongol nonton nopember notadinas notifikasi npm nssm ntah ntar nth ntp ntr nulis nullable numpuk numpy nungguin
nunjukin nutup ny nyaa nyah nyalahin nyambung nyampe nyangkut nyari nyaris nyasar nyata nye nyebelin nyerah nyesal
nyesel nyimpan nyoba nyobain nyogok nyuruh nyusahi nyusain oalahhh objek odong oernah offlen ofline oh ohio oi oii
ojol okeh okok olah oletools oline ombudsmanri omnichannel omnya omong onclick onlen onlin oon op openapi openedx
openpyxl openssl oplikasi opo oprek opsional optimalisasi orba ordal oren orng ortu os ot otak otorisasi otoritas
ounya outform pa padahl padal padat padhal paham pahami pakek paketan pakk palikasi palingan pamit panas pandai
pandang pandangan pandemi panggil pangkal pangkat panjenengan pantau pantekk pantengin pantesan paok papsor paraah
parahh parekraf parpor parport paruh pasangan pasca pasfor paspsor patut payahh pdahal pdftoppm pdhal pe peaa peduli
pegang pegel pejalan pekok pelajar pelajari pelaksana pelaksanaan pelanggaran pelaporan pelaut pelayan
pelayananpublik pelengkap pelihara pelindungan peluang pemain pemakai pembuat pemda pemilu pemkot pemprov pemula
pencet penerus pengen penguji penguna penipu penjuru penuhh penuhi pepatah percaya perda pergi perhari permuda perna
perpres peserta pesyaratan peta petik petinggi petunjuk pg pgmq phak phonenumbers php pikir pikiran pingin pinjem
pintar pisan piss piye pjgubernursumsel pju pk pkai pke pkek pkey pkl plaese playanan plih pling pmrintah pn pnbp
pncet pngalaman pngguna pnjng pny pnya pohon pojok pola polih polikarbonat ponorogokab positif poto pou ppid
ppidkabupatentangerang ppidpurwakarta pragmas praktek prbaiki pre prematur presentasiin pretix prett pribumi priuk
prlu prnah prodenpasar profile progam progamer progres propesional proposed prosesor ps psycopg pubin publik pujian
pulak puluhan pungsi pusat putar puter puzzel pw pwd pwmigrate px pyhanko pyotp pytest pytz pywa pyyaml qo qouta qta
ra rada ragu rajelas rakyatmu ralat ramai rame rancak rangka rangkaian rapatmonitoring rapunzel rasa rasial rbu rc re
readme reads realtime rebutan recognised recomend recomended reconnect recursive recvfrom redelivered redirect
redirects redownload refuse refused refuses regist registerasi regristrasi reguler reinstal reissued rek rekap rekom
rekomen rekomended rekor rekrut reload relog rendah rendahan rentan renumber reordered replaced replacement replaces
replay replayed replies replika repo req requeat reques requests research reset resiko resolution responden resync
retried retries retry retryable return returning returns reused reuses rewel rewritten ribed ribett ribeut ribuan
ribut rilis rinci ringkasan riquest risiko riweh rmh rowid rubah rudet rujit runggu ruwet sa sadar sah salahin salalu
saluran samapai samapi samar samasekali samgat sampahh sampek samsek sanga sangan sangatt sanggup sangkin sangsi sapa
sapaan saranin satset satt satupun savepoint sbb sbg sblm sblum sbntr screenshoot scribd sdg sdm se seabad sebaik
sebar sebel sebln sedamg sedih segak segala segel segi segini segitu seh sehat sejauh sejuta sekian selaku selsai
semoga sempet semu sendri sendto seneng seng sentuh senua sepele sepi seprti serasa serba serinh serupa sesama setan
setara setau setuju seumur sevara sewa sgt shg shm shoppee sial sialan siangan siapin sich sie sihh sii siih siiippp
siip sikap siku siluman simak simulasi sinkron sipil sistematika sistemny sistim situasi sj sja sk skala skali
skaliny skarang skg skitar skli sklian skr skrng sktr slade slah slalu slamat slesai slh sll sllu slowhttptest slsai
smg smntra smoga smpai smpe smpek smua smw sndiri sndri sngat sngt sobat sobatkominfo sodara sok sokan solutif
solution sono sory sosial sosmed spek sperti spesifik sprti spt sqlite sqlmap src srikandi sring srt sruh ss ssah
sshfs stanby standart stateful stengah stgh stiap stlah stlh stok stopgratifikasi strace stts stu substansi succes
suda sudahh sudaj sudak sudh suee suka sukar sulid sulteng sumber sumpah sumut sunggu sungguh suplemen suppotring
suru suruh susa susahin suspen swasta sx sys syulit ta taat tablib taeeeeeeee tagline tah tahapan tahunan tai taii
taik taikk talkshow tambahin tangal tangap tangerangkota tangerangkotya tangerangliveroom tangerangtv tanggap
tanggapi tanggung taruh taun tb tbtb tdak technolog teknis teknisi teknologi telat tele telfon telp tema tembak
tembus temen temenan temu temuan tenaga tenan tenggang tensi tentu tentuin tepati ter teramat terang terasa terburu
terduga terebut terjaga terjeda terjun terkena terklik terlau terll termuat teros terpadu tersisa terua terusan
teruss teruuss teruz tetiba teu tf tggu tgin th thdp tiba tidakkbisa tidk tidsk tidur tifak timedatectl timedelta
timr tindak tindaklanjuti tingal tinggi tingkat tingkatan tingkatin tinjau titipan tlp tlpn tlpon tls tmpfs tmpt
tnggal tnggl tnyata tobat todo toh tok tolol tololl tolongla tolonh tomllib totp transaksi transparan transparant
trik trima trm trnyata trnyta troble tros trotoar trus tryagain trz ts tsb ttap ttd tte ttep ttg ttp tu tuan tubi
tuch tuduh tuh tuju tuk tumbuh tungguin tunjukkin tuntas tw tx txn tzdata tzlocal uat ubtuk ucrtbase ui uid ujian
ukur ulangi ulasan un unaffected unchanged unconfirmed undefined unek unencrypted unfaedah unistal unistall unix unk
unlimited unmasking unneeded unpooled unreachable unreadable unsupported unsur unt untested untrusted untul up updet
uplaod uplod uploud urgen url urusin urut usa usah usaiderat usb useradd ush utang utara utc util utils utuk uv uwang
uwer vaild vailid valit vangke varifikasi vasudaivakutumbakam venv verfikasi verifikator verifity verivikasi virtiofs
vreeetttt vs wadah wadidaw wadidawww wae wah waha wahai waka wakanda waktubpengajuan wal walau walhasil walkin
wargakota warganegara wargi waspada wassalamu webhooks werkzeug wes wewenang wey whistleblowing wib wilayah wkt wktu
wkwk wkwkw wkwkwk wkwkwkwk woi woii wong wooi woy woyy wpmgr wrk wtf wtforms xcqbdqae xf xie xlsxwriter yaa yaampun
yabg yach yahh yakali yakin yankonmas yass yaudah yayayaya ye ygy yh ynag yng yo yok yt zaa zammad zonasi
"""
CHAT = frozenset(_LISTED.split())
