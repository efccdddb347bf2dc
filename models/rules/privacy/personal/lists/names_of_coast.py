"""Names, nicknames and clans of the coast and its ships: Malay, Batak, Javanese, Burmese, Bengali, Tamil, Thai."""

_LISTED = """
acong adrianus ahin akiong akter akther alamgir aldrin aling aloysius ambarita ameng amrah analiza analyn anggiat
annemiek anong anouk anselmus anthonysamy anwarul apirak ariful arjan arnoldus arnulfo arokiasamy arumugam asima
asiong ayuk balasubramaniam balwinder bano barita bartholomeus begum benediktus bepari bernadus bernie bhaskaran
bhuiya bhuiyan bibah bich bidin bilson binh binsar bisuk blasius boonmee boonsong boudewijn catacutan celso chaiyaporn
chandrasegaran chien chowdhury cirilo coenraad conrado corazon cuong dalimunthe damianus dante dapot debruin deraman
derani dharmalingam dijkman dimaculangan dindo dolah duma dumaria duong edgardo editha edo elango elisabet emerensiana
emerson erlinda eusebius evert fadzilah fadzli ferdinandus fidelis florianus ganapathy gaudensia giang gokma gopalan
groen gurdeep gurpreet hakimi hanh hanneke haposan harjit hasina hasmah hien hieu hironimus hisham hishamuddin hla
hlaing hnin hoa hoekstra hofman homer hossen hotasi hotlan hotmian howlader htay htet htwe huisman hutagaol ina jaap
jacobs jahotman jalaluddin jamaliah janneke jaspreet jayson jayvee jeni jepri jeyakumar jomar jonggi jontor jovito
kalsum kamrul kamruzzaman kanisius karuppiah kavitha khaing khanh khatijah khatun khine khoa khondaker kiah kiik kiki
kittisak klemens kogilavani kornelis kuiper kuipers kumaran kyaw kyi lamawuran lamhot lamria lasma lasmaria legiyah
legiyem letchumi limah lito longginus luhutan lumbantoruan lwin macaraeg magbanua mahendran maksimus malathi malee
mamat mamun mamunur manaek mangapul mangara manit manjit mariano marselinus matheus mazlina mela melan melchor
melkianus meriam miah mieke minh mizan mizanur molla mollah mondal monirul moniruzzaman munah murugesan mustafizur
myat nadarajah nagarajan naing narong nasima nasrin nattaya natthapong nazmi nazrul nduru ngadinem ngadiyem ngateman
ngatemi ngoc nhung nia nonglak normah norsiah nway nyein nyunt oanh oded ohn oktovianus orawan paijem paikem pairah
palani pandiangan panganiban pangihutan panida pardamean pariyo parlin parlindungan partogi parvathi parvin
pattarapong pawziah peah pelawi perangin periasamy petronela phanphiphat phonthip phuc phyo phyu pintor pipit piyada
pongsak poniyah porman postma prasert prasit puziah quoc quyen quynh rabiah rafiqul rahima raibah rajagopal rakib
rakibul rambe ramil ramlah ramot ranti rapiah rasel ratchanee ravichandran rezaul rico rikardus ririn robbi robinhot
rofinus rokeya rokiah romatua rommel rosman rotua rubel rugun rukiah rumondang saadiah saenah safiah saidah saiyem
sakda saleha saminah samirin samiyem samiyo samsiah sanda santhi sapiah saraswathy sarimah saripah sarker saut
schouten senah senthil servasius shafiqul shahadat shahidul shahin shahjahan shahril shahrizal shamim shariful shohel
shuib sihar sihol sikder sikem sintong sirikit siriporn sisil sitirah smits sockalingam sohel somjai somkiat sompong
somporn sondang sudarat sudiarta sudira suginem sugiyem sukinem sukirah sumon supachai suphaporn supini surachai
suwitra syahmi talukder tamba tamrin tanveer tanvir tariqul tarsisius tatan terpstra tetty thaksin thanakorn thanawat
thandar thang thangaraj thant thevi thida thiri thura tiarma tijah tineke tiopan tiur tiurlan tohap toto trinh trung
truus tuginem tukiyem tumirin tumiyem tumpal ucin ucu uddin udut usop uyen vandijk vasantha veera verhoeven villegas
vinh vinsensius vy wahab wakinem wakiyem warsinem wasinem wasiyem wichai wihelmina wilaiwan wilhelmina willemijn wout
xuan yadanar yatmi yin yoyoh yuda yusoff zahari zahirul zainun zamri zin zulhelmi
"""
COAST = frozenset(_LISTED.split())
