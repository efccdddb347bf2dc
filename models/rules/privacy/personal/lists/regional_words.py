"""Words of the languages of the country's regions and of the Malay lands that are no names."""

_LISTED = """
abah abak abih abihlah acan acil acis adal adami adek adhi adin adoh adoi agaknya agaknye agana agek ageng agiah aha
ahowu ahu aie ajeng ajo ajrih akang akeh aki akuda alah alai alawe ale alit alunlah alus amak amangboru amaq amarga
ambe ambek ambik ame ami ampura ampurayang ana anaknyo ancak aneuk angku aning anjeun anjeunna anngapa annon anri
anten antosan antrenyo antuk anum anyar aok apahal apaji apak apaknyo apal apami apasal ape apehal apo apsal arak
aranjeun arek arep arga argana arsa artos asa asem ata ate ateh atoh atok atos au auk awis awon aya ayana ayia baa
babari babe bade badhe baduo baek bagah bagemana baginyo bagitau bah baharu bak balakang balas bale balga baliak balum
bana banalah banar banarai bangang bangih bansaik bantosan bantuak bantuaknyo banya bapandir bapatua baper bara barapa
barapakah barapo barelaan bari baroe baronda barudak basudara batakun batanya batanyo batigo batin bayia bayianyo
bebual becik becikne begawi begi beginimi begitumi bek bekawan beko bekoh ben bengap bengi berang berape berapo
berembe berijin beritau berlagak berpuluh bestie betui beungoh bicek bikiapa biking bile bilik bilo bini bisaji bisaki
bisami bisuak bo boasa bocil bodari bodho boi bokap bokek bole borngin boru boten bubuhan budakbudak bude budhe buet
bujur bukaki bukami buke buleh buli buliah bundo bung bungah caca cak cakapkan cakmano cako calik camane camne cang
cantik capat capeknyo carana carik caro caronyo cedhak ceh celak celuk cenik ces ceu cewe cikgu cilik cis copek cowok
crito criyos cupen dahaga dak dakek dalu damel dane dang dangke dangu dangune danke dao dapek dapeknyo darat darek
degaga degage dek dena denai denggan dengganna dening depa depe dereng deungon dewe dewek deweke deyen dhateng dhawuh
dhewe dheweke dhumateng dhuwit dibantos diceluk didia didinya dieu dija dima dimano dimapa dinten dio diparingi dipat
diperhatikeun diperhatoskeun dipersulit dipiwarang disiko disinan ditimbali ditu ditulungi dohonon dohononmu dongan
dongkap dope dorang droeneuh droneh duduak dugi dumadi dumogi dunsanak dupi durung duwit eda elek elo elok embah emut
ena encan encang encing enda endak endek endi ene enek eneng enggal enggo engka enjing enom enteni ento entos enu
epang epen erdalan estu esuk eta etek euceu euweuh gabe gadang gaek galakan galo galom gampil gampong ganal gancang
ganup garing gaseh gata gati gawang gawe gaweyan gawi gawian gawiannya gedhe gegoh gelah gelis geneya gereng geunaseh
geura geus ghadu ghosting gin gob godang goreng haba hadia hae haga haja hakun halak halu hami hampa hamu hanaan
handak hantom hapunten haraok hariannya harok haroknyo hata hatana hatop hatunuhun hatur henteu hepeng hese hian
hiduik hilap hinggo hita hoi holan holong hoyong hula hurang huta ibana iboto icang idak idi idik iduik ije ikam iko
iku inaq indaak indak indaknyo indik indike ine ing inggih ingkang injih inong inya inyiak inyo ipun iraha ise isin
isuak ite iyami iye iyek iyo iyolah iyya iyyak jabu jadeh jagi jak janganmi jangki jangko jangmi jat jauah jauahnyo
jeg jeung jinoe jonok jroh jua juah juahjuah juge jugo julak julid jumpe juragan kabeh kacida kada kadada kadak kade
kadhi kadi kadu kae kagek kagem kakanak kakanakan kalak kalawasan kalintang kaliyan kaluhan kam kama kamana kamanakan
kamari kamek kamorang kampuang kampuangnyo kana kandha kanduang kangge kanggo kangmas kantoe kantore kantorna kantorta
kantua kantuanyo kapa kapanyo kapatang karajo karajonyo karang karano kareba karejo karja kasado kaseh kasik kasiko
kasinan katek kathah katonyo kawa kawalah kayapa kebenaran kecek kecekan kecewe kecik kedahe kega kegani kelmarin
keluhan kembe kenape kene kenging kenken kepade kepeng kepiye kepo kepriye keraeng kerek kerusi kesian ketek keu
keuheul keuneuk keur kham khoda kiapa kija kiniko kitaji kitak kite kitik kito kitong kiwa kodong kole kome kono kot
kowe kraeng kuale kudune kujenda kula kulo kunaon kunni kupiker kupikir kuring kurru kurrusumange kusabab kut kuwi kuy
lagik lagoe laho lakar lakas lakeh lalok lamak lamaki lamami lamana lame lami lamo lamonyo lamun lantaran lao lapau
larang lare lauik laut lawa lawas lawet layanane lega lego leh lek lekeh leleng lenga lenggah leutik lias lieur lif
linggih loba loen lokete lon lopo lor lua luat lueng lueq lungguh maah maanti maar macammane macamni macamtu mace
maega maelo maga magai magaru magello mager magi maha mahai mahu majappa makase makelo makessing makkutana maklong
makngah mako maksu malapor mamak mamatua mamo mananti mananyo manasumo manawi mande mandeh mandhap mandok mane maneh
manehna manga mangadu mangalului mangan mangapo mangcek mangda mangdane mangecek mangertos mangke mangko mangurus
manjawab manjawek mano manolong mansae mansai manungkun marang margi maringana maringi marsogot mat matakon matua
matur maturnuwon maui mauka mauki mauko mauliat mauliate mauliatema mawon mbakyu mbales mbelin mbenjing mboten mburi
mekhanai melala mele melet meloka menawa menawi mengape mengko menta mentang mentong menyang menyirap menyo merepek
meroyok mesthi mestine metaken metmet metu meunang meunyoe miker minggah mintuo minum mlaku mlampah mlebu moal moan
modom molas molek mori mpok mpun mrana mrene mriki mude mudhun muga mugi mugia mugo muko mulak mulei mun mung munggah
nadirim naeng nagari naha naimbaru naimbarunya nakon namonyo namung nana nandangi nang nanggroe nanging nangtung
nantoari nantulang naon naros naroskeun nasida naung ncen ndamel ndang ndeh ndek nderek ndherek ndi ndrao nek nem
nembe nengok nesu neuk ngabantos ngadamel ngadaptar ngadeg ngajeng ngan ngana nganti ngantos ngantosan ngape ngapo
ngapunten ngarep ngarti ngartos ngelapah ngelu ngendi ngendika ngenteni ngentosi ngertos nggeluh nggih ngiring ngko
ngon ngoni ngumbe nian niannyo nibak niga nigi nihan nika niki niku nimbali ning nini nio njih njuah nomernya nopo
nuhun nuhunkeun nuju nun nunas nunga nuwun nuwunsewu nyai nyak nyambut nyanda nyandak nyang nyen nyieun nyo nyokap
nyong nyow nyuhunkeun nyuwun nyuwunaken oghang ojo olo onde ondeh ongkosnyo ono onom onyak opah opat oppung opung ose
otik pabila pabilo paboa paboahon pace padan padha padum pai paima paimahon pajan pajumpang pakde pakdhe paklong
pakngah pakon paksu palanta palayanan pale pambayaran pammopporang pance pancen pandir pandohan pane paneh pangaduan
pangapunten pangersa paporsohon par parak parantos paring parkarejo pasa pasisia paspore paspornyo pasu patang patik
patikkon payahlah payahnyo payo payolah pegi pegimane pekko pekkoga pelayanana pelayanane pelayananna pelayanannyo
pelayananta pelinggih pempek peng perhatoskeun perkawis petugase petugasna petugasta peu peubuet peue peugot peuhaba
peungpeng pi piah pian pigi pikeun pinten pinter pira pire piro pirsa pisanpisan pitaruah piti pitih pitu piyambak
piyambakipun podo poe poho porlu portibi pripun pu puangku pue punapa punapi pundi pung punika puniki punyo ragane
rahajeng rahajengang rampes rang ras rauh rawuh rebeng reh remen rieut rikat ro roa roha sabab sabana sabantar
sabaraha saben sada sadaya sadayana sadidinten sadiki sado sadoalah sadonyo sae saestu saeutik saged sagung saha sai
saiki sajami sajo sak saka sakdereng sakdurunge sakedik saketek sakik saking sakniki sakwise salama salamaik salasai
salasainyo salira salpu samenika sami samo sampeyan sampiyan sampulu sampun sampurasun sanajan sanak sanami sanang
sanes sangatlah sanget sanja sanjo santabi santih santuy saohagolo saonari sape sapo sare sareng sarikat sarta
sasampunipun sasi sasih sattabi saye sedaya sedhih sedia sedie sedoyo sekalimi sekedhik semalem sembah semeng semue
sero seronok sesah sesuk setahun seueur seupot sewu siagana sian siape siapo siga sik sikam sikit sikitlah siko sikola
silessureng simbah simbok simkuring sinampura sinan sinareng singoh sinimi sinten sio siong sira sithik skuy sogot
solah songon songonon sonten sopo sowua su suba sube sude suhu suke suksema suksma suksme sumando sumanga sumange
sumangga sumonggo sumping sungkun sungkunhonon supados surang surangnyo suratnyo surek suwe swastyastu syabas tabe
tabo tabuh taena tagak tahniah tajeng tajengi taka takon takun talalu talian tampi tampiasih tangiang tangled tano
tanta tanye tanyo tarada tarima tarimakasi tarimakasih tarimo tarimokasih taroskeun taruih tebih teka telefon temon
tena tenaja tene tengen tengok teteh teuacan teungku teurimong thatthat thok ti tiasa tibe tibo tida timana timbali
titiang tiyang tobo toe tojeng tokwan tolu tonden tondong tongan torang tos tra trada treb trep tubu tudia tue tuha
tulong tulung tulungi tuo turu tutupmi tuwa ualu uga ugakin ujan ulah ulak ulaning ulaon ulon ulos ulu ulun umpama
umpami umua umuanyo unang unda unggal uni uninga untuak upami urang urangnya ureueng ureung uroe urupi urusannyo usi
utawa utawi uwis voor waden wai wak wau wawai wedi weh wekdal wektu wengi weta wicanten wilujeng wingi wingking wirang
wis woe wonten wuli wungkul yaahowu yak yatra yening yum yuran
"""
REGIONAL = frozenset(_LISTED.split())
