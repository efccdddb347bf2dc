"""Frequent names of Indonesian people that are hardly a word of anything else: given names and names of clans."""

from models.rules.privacy.personal.lists.names_abroad import ABROAD
from models.rules.privacy.personal.lists.names_of_coast import COAST
from models.rules.privacy.personal.lists.names_of_men import MEN

# Left out is what is also a word, a month, a feast or a firm: Bagus, Bunga, Hari, Indah, Made, Ramadhan, Tri.
_WOMEN = """
adelia adelina adinda afifah agnes agustin agustina aida aini ainun aisah aisyah aisyiyah alfiah alifah alimah alvina
alya amalia amaliah amanda amelia amelinda aminah anastasia andini andriani angelina angeline anggi anggita anggraeni
anggraini ani anisa anisah anita anna annisa antonia apriani aprilia apriliani ariana ariani arina arini arlina
armina arneti arni asiah asih asmah asmarani asmawati asnah asniar astri astrid astuti asyifa athifah atik audrey
aulia auliya aurelia ayu ayuningtyas azizah azkia azzahra badriah badriyah bella bernadeta berta bertha betty
budiarti cantika carolina catherine cecilia chairunnisa chelsea christin christina christine cindy clara claudia
damayanti darmawati darsini dartini darwati dasimah debora deliana della delvi denada desi dessi dessy destiana
deswita devi devina devita dewanti dewi dewinta diah diana diandra diani dina dinda dita djamilah dona donna dwita
dwiyanti dyah efrida ekawati elfrida elina elis elisa elisabeth eliza ella elly elsa elvi elvina elvira elwina emi
emilia emma emy endang enjelina erika erliana erlina ermawati erna ernawati erni ernita erviana ester esterlina
esther esti etik etty eva evelyn evi fadhilah fadilah fahira faizah farah farhana farida faridah fathia fatima
fatimah fatmah fatmawati fauziah febby febiola febriani febriyanti felicia felisia fenny fera fifi fiona firda fitria
fitriah fitriana fitriani fitriyah florensia fransiska frida gabriela gendis gina gita giyem grasia habibah hafizah
hafsah hajar halima halimah halimatus halimatusadiah hamidah handayani hanifah hanum hartati hartini hasanah hasnah
hasnawati hasniati hayati helen helena helmi hemas hendriani henny herawati herdiana herliana herlin herlina hermin
hermina hernawati hesti hikmawati hotma hotmaida husna husnul ida iis ijah ika ikawati ike imas imelda inayah
indahwati indrawati indri indriani indrianti ineke inem ines inggit intansari ira irawati irawaty irene iriani irma
irmawati isabella islamiah ismawati isnaini isnawati istianah istiqamah istiqomah ivana iyem jainab jamila jamilah
janah jenny jessica jessika josephine jubaidah julaeha juliana juliani juliati julita jumaiyah jumiati jumiatun
jumilah jumini juminten junita juriah juwariyah juwita kamariah kamila karina karlina karmila karsih kartika kartinah
kartini karyati kasinem kasiyem kasmawati kasmini katarina katrina keisha khadijah khairani khairiyah khairunnisa
khalisa khodijah khofifah khoirunnisa kinanti kinasih kirana kokom komala komalasari komariah kristina kurniasih
kurniati kusmiati kusmini kusumawati laela laila lailatul laksmi lani larasati lasmi lasmini lastri latifa latifah
lela leli leni lenny leny lestari lesti lia liana lidia lidya lili liliana lilik lilin lilis lina linda lisa lisda
lisna listiani lita livia luluk lusi lusia lusiana lutfiah lutfiyah mae maemunah magda magdalena mahmudah maimun
maimunah maisarah maisaroh malika malinda mardiah mardiana mardiyah marfuah margareta margaretha maria mariam mariana
mariani mariati marinem marini mariyam mariyati marlena marliana marlin marlina marlinda marni marpuah marsinah
marsini marsiti martha martina martini marwah marwiyah maryam maryamah maryani maryati masitah masitoh maslina masnah
mastura masturah maulida maulidia mawaddah mawarni mayasari megawati meilani meilina meiske melani melina melinda
melisa melissa meri meriana merlina merry mery mia michelle mimi mina minah minarni minarti mira miranda mirawati
mirna misnah misni misriah monica monika muawanah mufida muhibbah mujiati mujiyem mukaromah mulyani mulyati mumun
munawarah munawaroh munirah murniasih murniati murtini musdalifah muslihah muslimah mutia mutmainah nabila nabilah
nadhifa nadia nadila nadira nadya nafisah naila najwa nanda nani nanik nanin naomi narti nasiah nasiroh nastiti
natalia natasha naura nelly neneng neng nengah nengsih neni neti nety ngatinah ngatinem ngatini ngatiyem niken
nilawati ningsih ninik nining ninuk nirmala nita nola noni nora norhayati norma novi noviana novianti novita
novitasari noviyanti nunik nuning nunung nuraeni nuraida nuraini nurainun nuraisyah nurasiah nurasih nurbaiti nurbaya
nurfadilah nurhalimah nurhaliza nurhamidah nurhasanah nurhayati nurhidayah nurhidayati nuri nurihsan nurjanah
nurjannah nurlaila nurlela nurlina nurlita nurma nurmala nurmalasari nurmi nurmiati nurmila nurrohmah nursanti
nursiah nursyahbani nurti nurul nurwahida nurwahyuni nurwati nuryani nuryanti nuryati oktavia oktaviani oktavianti
olivia painem pariyem parmi parni partinah partini patimah patmawati paulina ponirah ponisih poniyem poppy pratiwi
prihatini pujiastuti pujiati purwaningsih purwanti purwati puspita puspitasari qonita queensha raden rafika rahayu
rahayuningsih rahimah rahma rahmadani rahmah rahmawati rahmi raihana raisa rani rania ratih ratna ratnaningsih
ratnasari ratnawati ratnawulan rebecca reni reny resti retno revalina rianti ribka rifka rika rina rini riniati riska
risma rismawati ristiana rita riyanti rizka rochmah rodiah rohana rohaya rohayati rohimah rohmawati roro rosa rosalia
rosalina rosalinda rosdiana rosi rosiana rosida rosidah rosinta rosita roslina rosmaida rosmalina rosmani rosmawar
rosmawati rosmiati rosmini rosna rosnah rosnani rosnawati rossa rosy rubiah rukayah rukiyah rukmana rukmi rukmini
rumiati rumini rumiyati rumsiah rusmiati rusmini rusmiyati rusnah ruth sabariah sabrina sadiah safitri sagita sainah
sakdiah salamah salbiah salma salmah salmi salmiah salsabila samiah samini samirah sandra sania saniah santi saodah
sapariah sapinah sapitri sarah saras saraswati sarinah sarini sariyah sariyem sarmini sarni sartika sartini sarwendah
satinah satini satiyem saudah sawitri sekarsari selly selvi selvia septi septiana septiani setiawati setyowati
shafira shella shely sherly shinta siami silvi silvia silviana sinta sintia sintya sisca siska siswanti siti
sitinurbaya sitti sofi sofia sofiah soimah solichah solihah solikhah sonia sopiah sopiyah sri stefani stella
stephanie subaidah sudarmi sudarti sudarwati sugiarti sugiyanti suharni suhartati suharti suhartini suharyati sujiati
sujinah sukaesih sukarni sukarsih sukarti sukartini sukemi sukerti sukesi sukinah sukini sukiyah sukiyem sukmawati
sulami sulasih sulasmi sulastini sulastri sulikah sulis sulistiani sulistiawati sulistiyowati sulistyawati
sulistyorini sulistyowati sumarmi sumarni sumarsih sumartini sumaryani sumaryati sumiarsih sumiati suminah sumini
suminten sumirah sumiyati sunarmi sunarni sunarsih sunarti sunarwati sundari suparmi suparni suparti supartini
supatmi supiah supinah suprapti suprihati suprihatin suprihatini supriyati suratinah suratini suratmi surtini
surtiningsih suryani suryaningsih suryanti suryati susana susanna susanti suseno susi susilawati sutarmi sutarni
sutarti sutiah sutinah sutini sutiyah sutiyem suwarni suwarsih suwarti suwartini suyanti suyati suyatmi syafira
syahrini syakila syamsiah syamsinar syarifa syarifah syifa tamara tania tarmini tarwiyah tati tatik tatin teti tety
theresia tiana tiara tika tini titi titin titis tiurma tiwi tukinah tukinem tuminah tuminem tumini tumirah turinah
turini turmini turyati tuti tutik umaroh umayah umiyati ummi ummu uswah uswatun valentina vania vera verawati
veronica veronika viana vicky vidya vika vina vinda viola vira virna vivi viviana vonny wagirah wagiyem wahida
wahidah wahyuni wahyuningsih wanda wariyem warni warsiah warsinah warsini warsiti warti wartinah wartini waryati
wasilah wasini wastini wati weni wening wenny widayanti widayati widiastuti widiawati widiyanti widya widyastuti
wigati wijayanti wina winarni winarsih winarti winda windarti windi windy wiwi wiwid wiwik wiwin wiyanti wulandari
wuri wuryani yanah yani yanti yasinta yasmin yati yayah yayuk yeni yenni yenny yeny yerni yessi yetti yeyen yohana
yolanda yosefina yosephine yosi yuanita yuli yulia yuliana yuliani yulianti yuliastuti yuliati yuliawati yulinda
yulis yulisa yulita yuliyanti yuliza yuni yunia yuniar yuniarsih yuniarti yunita yurika yurnalis yusmaniar yusni
yusniar yusnita yusra yustina yuyun zahara zahira zahra zahrah zainab zaitun zakiah zakiyah zaleha zalfa zaskia
zubaidah zuhriah zulaeha zulaiha zulaikha zulfa zulfah zuliana zumrotun zuraida
"""
_CLANS = """
alatas alaydrus alhabsyi aritonang aronggear assa assegaf ataupah awom awuy ayal ayomi bafagih bakarbessy bakrie
bamukmin banjarnahor banunaek baransano baswedan batubara bawazier becce benu berhitu besse boimau bonay butarbutar
caniago chaniago daeli damanik daulay depari desak dimara djami dondokambey fanggidae felle fernandes gde ginting
giyai gobay gultom gurusinga halawa haluk hanuebi harefa hasibuan haumahu hutabarat hutagalung hutahaean hutajulu
hutapea hutasoit hutasuhut hutauruk huwae ireeuw jambak jero jumadil jumhur kaban kafiar kaihatu kakerissa kalalo
kaligis kambu kandou kapoyos karaeng karokaro karundeng kase katuuk kawilarang kbarek ketaren kilapong kojongian kolo
koloay komaling kompiang koroh korompis korwa koto krey kumaat kumendong kurni laia laiskodat lakapu lapian lase
lasut latuconsina lawalata lawi leatemia leiwakabessy lekatompessy lengkong lesilolo lilipaly litaay liu lontoh
louhenapessy loupatty lubis luh lumanauw lumbanbatu lumbangaol lumbanraja lumbantobing lumempouw lumentut maengkom
mailoa maitimu makatita mamahit mambor mambraku mamesah manafe manalu mandagi mandey mandowen mangindaan manibuy
manihuruk manoppo mantiri manuhutu manullang manurung manusama maramis marpaung massie matakupan matondang matulessy
mawikere mella mendrofa merauje messakh mirino mnsen mofu mokodompit mokoginta momot mondong moningka mononutu
montolalu morin motulo munthe nababan nabuasa nadeak naibaho nainggolan naipospos najoan nalle nanlohy napitupulu
ndaumanu ndoen ndolu ndruru nenotek neonbasu ngantung nguyen nikijuluw noya nubatonis nurmantyo oematan ohee opu
oratmangun oroh paat pagawak pakpahan palar palit pande pandeiroot pandia pangaribuan pangemanan panggabean pangkey
panjaitan pantow papilaja pardede pardosi parhusip parinussa paruntu pasaribu patta pattinama pattinasarany
pattiradjawane pattirajawane pattiwael patty pekey pello pelupessy pesik pesulima petta pical picauly piliang pinem
piyoh pohan polii pondaag pontoh posumah puang purba radja rajagukguk rambi rangkuti ratulangi ratulangie rawung rihi
ririhena risakotta riwu rohi rondonuwu rorimpandey rotinsulu ruhupatty rumadas rumagit rumainum rumambi rumaseb
rumbekwan rumbewas rumbiak rumbino rumengan rumkorem rumokoy runtukahu runtuwene sagala sahelangi sahertian sahetapy
saiya salamony salampessy salindeho sapteno sapulette saragi saragih sarumpaet sarundajang saubaki sawaki sebayang
sembiring shihab siadari siagian siahaan siahaya sialagan sianipar sibarani sibuea siburian sidabalok sidauruk sihite
sihombing sihotang sijabat sikumbang silaban silaen silalahi silitonga simamora simangunsong simanihuruk simanjuntak
simanungkalit simarangkir simarmata simatupang simbolon simorangkir sinaga sinambela sinlae sinulingga sinurat
sipahutar sipasulta sipayung sirait siregar siringoringo sitanggang sitaniapessy sitepu sitinjak sitio sitohang
sitompul sitorus situmeang situmorang situngkir solossa sompie sondakh soplanit soumena soumokil sualang suarni
sudana suebu suitela sumarauw sumendap sumual suni supit surbakti tabuni tahapary tahitu talahatu tamaela tambunan
tampubolon tanasale taneo tanesib tanjuang tarmidzi taroreh tatipikalawan tebay tefa tehupelasury telaumbanua
telenggen tendean tenri tenriawaru tenriliweng tentua tilaar tindaon titaley tnunay tobing toelle togas togatorop
toisutta tomasoa tombokan tuasikal tuhumury tuhuteru tumanggor tumbelaka tumewu tumiwa tumundo tupamahu turangan
turnip tutuarima tutupoly uktolseja ully undap waani wagey waicang wairata walalangi walangitan walukow wamafma
wambrauw wanggai wanimbo waromi warouw waruwu warwe watloly wattimena wattimury watuseke wenur wetipo wila womsiwor
worang wowiling wuisan wurangian yarangga yeimo yikwa yoman youwe zalukhu zebua zega
"""
GIVEN = frozenset(f"{_WOMEN}{_CLANS}".split()) | MEN | ABROAD | COAST
