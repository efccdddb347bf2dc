"""Indonesian and Malay words that are no names, with peoples, months and posts."""

_LISTED = """
aa aamiin abadi abang abjad abk able about absensi abu ac acak acara acc access account accuracy aci acount acuan
acuh ada adha adik admin administratif administrator aduan aduh advokasi advokat adzan affidavit afiliasi afraid
afrika after afternoon again agama agamis agan agar age agen agenda agensi agent agraria agt ahad ahoi air airport
aja ajudan akademik akan akar akhir akhiri akomodasi akrab akrobat akses akta aktif aktivasi aktivis aku akuisisi
akun alamat alamdulillah alangkah alarm alasan alat album alfamart alhamdulilah alhamdulillaah alhamdulillah alias
alih all allah allahu allindonesia almarhum almarhumah almt alokasi alone already also alternatif alumni alun am amal
aman amandemen amang amat ambil ambillah ambisi ambruk ambulans american amerika ampas amplop ampunan anak analisa
analisis anarki ancur and anda ane aneh anggaran anggota anggun angka angkat angkot angkutan angry anies anjuran
anonim answer antar antara antarkota antarpulau antek antena antisipasi antre antrean antri antrian any anyaman
anyone apa apabila apalikasi aparat apartemen apdet apel api apk apotek app application applied applying appointment
apps apresiasi april aq arab arbitrase are arogan arrival arrive arsip artikel arus as asal asap asia asing ask askar
asked asking askum asli aslm asma asn aspal aspirin asrama ass assalamualaikum asslm astaghfirullah asumsi asuransi
asus at atap atas atasan atau atensi atribut attached attempts atuk atur aturan audiensi audit aula aunt aunty
australia australian autentik auto autogate awak awan away axis ayah ayam azan babak baca bacaan back backup bacok
bad badai badan badminton bag bagai bagaimana bagaimna bagasi bagi bagian bagitahu bagus baguss bahasa bahwa baik
baim baju bakat bakau bakso bakti baku balasan baliho balik balita balok balon bambu bandara bandel banding bang
bangkai bangku bangladesh bangsa bangun bank banser bansos bantal bantu bantuan banyak bap bapak baptis barakallah
barakallahu barang barcode baris barisan baru bas basah basic basikal basis basket batal batas bawa bawaan bawah
bawahan bawang bayangan bayar bayaran bayi be bea beasiswa bebek beberapa becak because becek becus beda bedah been
before begini begitu being bekas bekerja beku belalang belanda belas beli beliau belimbing belom belum benahi benang
benar benci benda bendungan bengkak bengkel benih bensin bentak bentuk berada beranda berapa berarti beras beratur
berbeda berdiri berdua bere berempat beres berguna berhak beri berisi berita beritahu berkala berkali berkas berkata
berlaku bermuamalat berobat bersalin bersama bertanda bertiga berubah berumur besan besar beserta besi besok best
betah betis bgaimana bgmn bgt bgus biadab biadap biar biasa biaya bibi bibir bidadari bidan biji bikin bila biling
billing bimbel bin binti bintik bio biografi biometrik biro birth biru bis bisa bisaa biskuit bismillah
bismillahirrahmanirrahim bisnis bisul blank blm blok blokade blokir blom blum bngt boarding boat bobrok bocah bocor
bodoh boks bola bolak boleh bolong bom boncengan boneka bonus book borang border boss bot botol bp brankas brapa
bravo bribe brimo bring british briva bro brosur brp brpa bs bsa bsk bsok bu buah buang buat buatan bubar bubuk bubur
budak budaya buddhaya budget bug buka bukalapak bukan bukber bukti buku bulan bulanan bule bulu bumbu bunda bundar
bungkam bungkus bungsu buntu bunyi bupati burik buronan bursa buruh buruk burung business busuk busur but butir butuh
bwt by byr byu cabai cabang cadangan caddy cair cakap cakram call called calo calok calon calonnya calonya caloo
cambuk campur campuran can canada cancelled canda candi cangkir cangkul cannot cant capcay capek capres captcha cara
card cari cat catat catatan category catering catut cc ce cece cek cekal cekcok celah celana cemas cendekia centang
center cepat cepet cerai cerewet ceria cermat cermin ceroboh cerpen certificate cetak cgk charge chat check china
chinese chrome cik cina cincin ciri citizen clearance clock close closed coba cobek cocok code cokelat collect color
com come coming comment comments complaining complaint console contact contacting contoh control cop copy coret
corong costumer could counter counters cpns cpt crash cuaca cucian cucu cuek cukai cukup cuma curam curang curhat
customer customs cuti cv dadu daftar daging dah dahan dahi dahulu dajjal dakwah dalam dalang dalem damage damaged
damai damkar dan dana danau dandan dandang dangkal dapat dapet dapur darah dari darimana daripada darurat dasbor dasi
data database datang date dateng datuk daughter daun day days db deadline dear debat debu dedak degil degraded deh
dekat dekil deklarasi delapan delay delegasi delete demam demi demikian demo demokrasi denah denda dendam dengan
depan departure deploy deport deportasi deposito depresi derajat deras derita dermaga desa detail detektif detensi
detention detik dev developer developers devp dewasa dftar dftr dg dgn dh di dia dialog diare diaspora diatas diatur
dibaca diberi dibuat dibuka dicap dicari dicek dicoba dicop dicuri diduga digital dihayati dihina diisi dilayani
dilempar dilewati dimana dinas dinding dingin dioper diorang dipingpong diploma direktorat direktur diri disana
disini disiplin disitu disk diskon diskusi dispensasi distribusi diterima ditimpa ditolak diubah diurus diusir dlm dm
dmn do doa doang dobel dobrak doctor document docx does dokter doktor dokumen dokumentasi dolan dolar dollars domba
domestik domisili dompet dong dongeng donload donlod donlot dont dorong dosen dosis download dpri dpt dr draf drama
dri drill dropdown dropzone drum dsc dua dualisme duet duh duit duka dukun dulu dusta duta dutch easy ecd edaran edge
edukasi efisiensi eh ekonomi ekor eksklusif ekspat ekspedisi ekspor ekspres eksternal ekstradisi ektp el electronic
elektronik elu email emak emas ember embun emergency emoji emosi emosional empati en enam encik energi engagement
engga enggak engkau engkong engsel entar ente enter entitas entry env eorr epaspor epo erase erat eror erp esai
eskalasi esok etalase etika evaluasi evening ever evisa excellent exp expat expire expired expires extend extension
extort extra eyang fakir fakta faktur family fana fanatik far fardu fasih fast father fatwa favorit federal feel
feodal feri ferry festival file files filipina filipino filosofi finansial fined fingerprint firefox fiskal fitnah
fitrah fitri fitur five flight flu folder follower followers fonts for force foreign foreigner foreigners formulir
fortuna forum forwarding fosil foto fotocopian fotografer found fraud freak freeze frekuensi french friend friendly
from front frustrasi full furnitur g ga gabisa gabs gabsa gabung gabungan gabus gacor gadis gaduh gag gagak gagal
gaje gajelas gaji gak gakbisa gakjelas galah galak galang galeri galon gamau gambar gambut gamis gampang gan ganda
gandum ganggang gangguan ganti gantungan garam garasi garis garpu gas gatal gate gateway gawat gbisa gbs gedor gelang
gelap gelar gelas gelombang gembira gembok gempa gendong generasi gengsi genteng geografi gerah gerak gerbang gereget
gereja gergaji german gerobak gesit get getah gila giliran gimana gimna gitar give gizi gk gkbisa globalisasi gmana
gmn gmna gmnaa going gojek gondok good gopay gorengan gosip gotong goyah grab grafik gratis gratisan great gua
guarantor gubernur gue gugup gula guling gulung guna gundah gunting gunung gurih guru gusar gw gz habis had hadap
hadiah hadis hai hajat hak hakim hal halaman hallo halo halopulsa halte haluan hamba hambar hamil hampir hancur
handle handled handover handuk hangs hangus hanguss hantu hanya hanyut happened happy hapus harap harass harbor harga
hari harimau harmonis harta harum harus has hasil hasrat have he hebat heboh heic hello helm help helpful hendak
hening her here hewan hi hias hiasan hidung hidup highest hijau hikmah hilang him hina hingga hiruk his hitung
hitungan holidays honest hong hoping horas hore hormat hormati horrible hotel hotline hours how hpku hr http huawei
hubungi hujan hukum huni huru huruf husband hutan ia ialah ibarat ibu id ide identifikasi identitas ideologi idola
idul if ig ijazah ijin ijuk ikal ikan ikatan iklan iklim ikrar ikut ikuti ilang ilegal illegal illegally imbalan
imbauan imbuhan imei img imgrasi imi imigran imigrasi imigresen immediately immigration imperialisme impian impolite
impor imta imunisasi in inaktif inang independen indera india indian indikasi individu indomaret indonesia indonesian
indosat induk industri infeksi inflasi info informasi infrastruktur ingat ingin ini inisial inisiatif innalillahi
inovasi input insan insentif inside insiden inspeksi inspektorat instal install instansi instruksi insya insyaallah
integritas intelijen internal internet intervensi interview intimidasi into inventaris invented investigation
investor ipar iphone ironi is isak isi isian island isolasi isteri istimewa istirahat istri isu isyarat it italia
itap itas itikad itk its itu iuran iya izin izinkan jabatan jadi jadual jadwal jagung jahat jahe jajak jajan jaket
jaksa jala jalan jalinan jalur jam jamaah jamban jambu jaminan jamur janda jangan jangkauan jangkrik japanese jarak
jari jaringan jarum jas jasa jasmani jatah jatuh jauh jawab jawaban jawara jazakallah jazakumullah jd je jeda jejak
jelas jelek jelekk jeli jembatan jempol jemuran jenazah jendela jenderal jengah jenguk jenis jenuh jepang jepret jer
jera jerih jerman jernih jeruk jeti jg jga jgn jijik jika jikalau jilat jilid jiran jitu jiwa jngn joint jok jokowi
jorok jos jpeg jpg json jt jual jualan juara jubah judes judi judul juga jujur juli jumat jumawa juni juridis jurnal
juru just juta jutek jwban ka kabar kabel kabin kaburajadulu kabut kaca kacamata kacang kacau kadaluarsa kadaluwarsa
kadarluarsa kader kado kafe kafir kaga kagak kaget kah kak kakak kakek kaki kakitangan kaku kalau kalem kalender kali
kalimat kalkulator kalo kalung kamar kambing kamboja kamera kami kamis kampanye kampung kampus kamu kan kanada kanal
kanan kancing kandang kandung kang kanim kantin kantor kaos kapal kapan kapas kapel kapitalis kapok kapten karakter
karaoke karat karcis karena karir karna karpet kartu karung karyawan kasar kasih kasir kasur kasus kat kata katak
kategori katering katrol kau kaum kaunter kaus kawan kawin kaya kayak kayu kb kbri kcewa ke kebaktian kebal kebaya
kebijakan kebun kecap kece kecewa kecil kedai kedua kejam kelahi kelak kelambu kelar kelas kelenteng keliling kelinci
keliru kelompok keluar keluarga kelurahan kemah kemana kembali kembang kembar kemeja kemudian kena kenali kenang
kenapa kendala kendi kental kentang kepada kepala kepang keponakan kerabat kerajaan keramat kerang keranjang kerbau
keren kereta kerikil keringat kerja kertas kerudung kerupuk kesaksian kesal kesatria ketat ketiga ketik ketika ketua
ketus key kgk khatib khidmat khotbah khusus kikuk kilat kind kini kios kipas kiper kira kiri kirim kiriman kisah kita
kitap kitas kitorang kjri kk kl klarifikasi klasifikasi klenteng klik klo klw km kmana kmn kmrn knapa knew know knp
knpa ko kocak kocok kode kodok koin kok koko kolak kolam kolega koleksi kolom komat komentar komik komisaris komisi
komite kompak kompas kompensasi komplain komplek kompor komputer kondom kong kongko konglomerat kongres konjen konsep
konstitusi konsul konsulat kontak konter kontol kontrak konvoi koordinator kop koper koperasi kopiah koran korang
korban korea korean korek korporasi korupsi kos kosmetik kosong kotak kotor kouota kouta koyak kpd kpn kredit krisis
kriteria kritis krn kronologi kru ktp ku kuah kualat kualitas kuas kuasa kuasanya kuata kucing kuda kue kuil kuitansi
kuku kuliah kulit kulkas kulonuwun kumbang kumis kumpul kumpulan kumpulin kumuh kunci kunjungan kunyit kuota kupon
kupu kurang kurban kurikulum kurma kursi kursus kusut kutu kwitansi la laba label labelled laboratorium laci lacur
lada ladang lae lag lagi lagu lah lahir lahiriah lain lajang laju lakban laki laknat laktasi lalat lalu lama laman
lamban lambang lambat laminating lampiran lampu lancang lancar landing langit langka langkah langsung lanjut lanka
lansia lantai lapak lapangan lapar lapisan laporan laptop lari laskar latar latihan laughed laughing lauk lawan
layanan layar lazada leave leaving lebaran lebay lebih lecet leemot legalisasi legalitas legislatif leha leher lelah
lelang leluasa lelucon lemah lemari lembab lembaga lembah lembar lembu lembur lemot lengah lengan lengang lengkap
lengket lenient lereng lesu letih lewat lgi lho libatkan libreoffice libur liburan licik licin lidah lidi lihat
likuidasi lima limited lincah linkaja lintah liputan lisan lisensi list listrik livin living lmot lo loading lobak
lobi lodin loding loe log logam logat logika login logistik logout logs lokasi loker loket lol lola lom lonceng
longgar looking lost lowongan loyalitas lu luar luas lubang lucu luka lukisan lulus lulusan lumayan lumpuh lunas lupa
lurah lurus lusa lusinan lutut luwes maaf mabuk macam macet macro madam madu magang magnet mahal mahasiswa mahasiswi
mahir mail main maintance majalah mak maka makan makasi makasih makcik makelar maket maklum maklumat makro maksiat
malah malaikat malam malaysia malaysian malu mama man mana manage manajemen manajer mancing mandek mandor manfaat
mang mangga manggil manggis mangkuk manifes manifest manis mantab mantan mantap mantel mantul manual manusia many map
mapan marah marga marhaban marriage martabat mas masa masalah masih masing masjid maskapai masker massal masuk masya
masyaallah masyarakat mata mateng materai mati matikan mau maupun mawas maxim may mba mbah mbak md me media mediasi
mediator medis meditasi megah meja mejuah mekanisme mekar melas melayani meleset melewati melongo memang memar memble
memori memuat menantu mendung menghayati menit mental menteri mentri menu menunggu mepet meras merdeka merdu merek
mereka merem merica merk merp merpati mertua mesin mesjid meski mess meter meterai mewah mhn mi mie might migran
migrate miliar milik mimin min minat minder mine minggu mingkem minor minta minyak miring mirip misa miskin miss
misterius mitigasi mlm mms mnt mobil modern modul modus mogok mohon molor monday money monitor monoton monumen monyet
moral moratorium more morning mother motor move moved mr mrs ms msh mu mual muat muazin mubazir muda mudah mufakat
mujur mukena mulai mulus mulut mumpung munajat muncul mungkin murah musafir musala museum mushola musik musim muslim
musnah must musuh mutar mutasi muter mutlak my myanmar nabi nafas nafkah naga naik nak nakal nakhoda nalar nama
namaste namboru name named namo namun nanar nanas nangis nangka nanti nanya napa napi narasi nasabah nasi nasib
nasihat nasional national naturalisasi naudzubillah navigasi nawarin nci nda ndak ndk need negeri negosiasi nenas
nenek netralitas never new next nga ngabisa ngaco ngak ngaku ngantor ngantri ngapa nge ngebantu ngebantuin ngebug
ngeburu ngedaftar ngelag ngeluh ngeri ngetik ngga nggak nginx ngk ngomel ngulang ngurusin niat night nih nik nikah
nikmat nilai nilep ningrat nista nkri no nobody nol nombor nominal nomor non nonaktif none nongkrong nope normal not
nota notaris noted notice notif noto novel now npwp number nunggu nurani nya nyaman nyamuk nyaring nyaut nyawa
nyinyir nyusahin obat objektif obligasi obor obrolan obyek ocr of office officer officers officially offline ogah
ojek ok okay oke okey oknum olahraga old oleh om oma ombak omelan ompung on onar ones ongkos online only onto opa
open opening opera operasi operasional operator opini opname oposisi oppo opsi opt optimis or ora orang orangtua
order org orientasi originals orok other oto otomatis otonomi otot otp our out oven over overstay overstayed ovo
pabrik pacar pada padahal padam padi pagar pages pagi pahit pahlawan paid pajak pajangan pak pakai pakaian pakcik
pake paket pakistan paksa paku palak paling palsu paman pamer panah panci pandan panduan panen pangan panggilan
panggung pangkas panik panitia panjang pantai pantas panti papa papan papaya para paradigma paraf paragraf parah
parang parfum pariwisata parkir parkiran partai partisipasi pas pasal pasang pasien pasif paspirt pasporku pasport
paspot paspr pasrah passphrase passpor passport passports passpot password pasta pastel pasti pastor pasword paten
patokan patroli paviliun pay payah payment payudara payung pc pd pda pdf pdhl pdp pecah pecahan peci pecinta pedagang
pedas pegal pegawai pejabat pejuang pekan pekat pekerja pekerjaan pelabuhan pelaku pelampung pelan pelanggan pelapor
pelayanan pelecehan pelicin pelimpahan pelit pelopor peluh peluit pelyanan pemalas pemarah pembuka pembukuan pemilik
pemohon pemuda pemudi penalti penanda penat pendek pendeta pending penduduk penetapan pengacara pengantar pengap
penghulu pengusaha pensil pensiun penuh penulis penumpang penutup pepaya per perabot perahu peran perangko peras
peraturan perawan perawat perban percetakan percuma perdata perhatian periang perih perihal periksa periode perkara
perkenan perkhidmatan perlima perlu permai permen permisi permit permohonan pernah perompak perpustakaan pers persen
persis personel pertama perut pesan pesantren pesawat pesimis pesona pesta petai petak petang petani peti petir
petugas pewaktu pewawancara photos piagam piano pidana pihak pikun pil pilek pilih pilihan pilot pilpres pilu
pimpinan pindah pindai pindaian pinggang pinggir pinjaman pinjol pink pintu pion pipa pipi piring pisang pisau plafon
plan planned plastik plat platform play please plis pliss pls pmbayaran pmi png pns pokok pokoknya polis polisi
polite politik polos pompa pon pondok ponsel populasi populer port porter posisi poster postgresql pot potensi
potongan prabowo prajurit praktik praktis prancis prangko prank pratinjau preman prepare preserve presiden prestasi
pria pribadi primer prinsip prioritas privasi private produk produktif profesional profil program programer
programmer promo propaganda prosedur prosedural proses protes protokol provinsi proxy proyek psikolog pspor pt puan
puas puasa public publikasi publish pucat puding puisi pukul pula pulang pulau pulih pulpen pulsa puluh pun pundak
punggung pungli pungut pungutan punten punya pupuk pura pusing putaran putih putus puzzle py qatar question queue
queuing quick quota rabu rabun radang ragam rahang rahasia rajin rak rakus rakyat ram ramadan ramadhan ramah rambut
rambutan rampok rancu rangkap rantai rantau ranting rapat rapi rapor rasuah rasul rata rating ratus ratusan rawa
rawan razia rb read ready readyz reaksi really realme receh receipt received recommended recovery redup referensi
reformasi refund regards register registered registrasi registration regulasi rejected rekaan rekam rekaman rekan
rekapitulasi rekening rekomendasi rekrutmen rel rela relaksasi relawan relokasi remaja remeh remove rempah rencana
rendang renewal renovasi renta rentang renyah replace reply report reporting repot republik reputasi request resah
reschedule resep resepsi resepsionis reservasi residence resident resmi respon responding response responsif
restitusi restoran restore retak retensi retirement review revisi revitalisasi rezim ribet ribu rimba rindu ringan
ringkas ripuh ritsleting riuh riwayat robek robot roda rohani rohingya roket rokok role romantis rombongan romo
rontok room rosak rotan rotasi roti rptka rrc rt rto ruang ruangan ruas rubrik rude rugi rujuk ruko rukun rumah rumit
run rupawan rusa rusak rusia russian rutin rw saat sabar sabit sabtu sabun sad safari sagu sahabat sahaja saham sahur
saja sakit sakral saksama saksi saku salah salak salam salat saldo salin salinan salju salon salut sama sambal sambil
sambung sambungan same samlekum sampah sampai sampan sampe samping sampul samsung sana sandal sandera sandi sang
sangat sanksi santai santri santun sanubari sapi sapu saraf saran sarana sarang sarapan sarung satisfied satpam satu
saudara saudari saus sawah sawi saya sayang sayap says sayur scam scan schedule schema school sdah sdh sdr sdri
sealed sebab sebal sebuah sebut secara second secret sedang sedekah sederhana seduh segera segitiga sehari sejak
sejam sejarah sejoli sejuk sekali sekolah sekop seksi sektor sekunder sel selagi selain selalu selama selamat
selamatan selang selasa seledri seleksi selesai selfie selimut seluler semak semalam semangat sembako sembilan sembuh
semena sempat semua semula semut senang send sendok sengaja sengit seniman senin sensus senyum sepatu sepeda sepuh
sepupu seragam serah serak seram serbu seret sering serius serta sertif sertifikasi sertifikat serve server servis
sesi sesuai set setahu setiap setor setrika sewot sh sha shalat shalom share she shelter sholat shopeepay should
shout show si sia siaga siang siank siap siapa siaran sibuk sidak sidang sifat sigap sign signal signin signings sih
sijil silakan silaturahmi silent sim simpan simpaspor simpati simpel simple sincerely sindikat sinetron singa
singaporean singkat sini sinis sinyal sip siput sir sirik sirup sis sisa sisi sisir sistem sister siswa siswi situ
skck skema skrg skrip sla slot slots slow sm sma smartfren smp sms smuggl so soal sobek soda sofa sogok sogokan solat
solusi sombong someone son songong sopan sopir sorban sore sori sorry sosialisasi sosok soto spam spanduk spanyol
spasi speed speedboat spekulasi spesimen sponsor spontan sportif spri spy sre srv ssh stabil stabilitas staf staff
stamp standar stasiun statistik status stay staying stdin stempel steples still stnk stolen stop store stranded
strategi stres stroberi stuck studi suami suap suara suatu subhanallah subjek subseksi subsidi subuh sudah sudo
sukarela sukses suku sulap sulit sulung sumbang sumur sunat sunday sungai sungguhan sunnah supaya superuser supervisi
supir supplement surat surau sure surel surga survei susah suspensi suster susu susun suwun swalayan swastiastu sy
sya syahadat syahdu syair syalom syarat syariah syok system systemctl systemd syusah tab tabah tabel tabik table
tabung tabungan tadi tag tagihan tahajud tahan tahap tahlil tahu tahun tak takda takde takjub takluk taksi taktik
takut talenta tali taman tamasya tamat tambah tambahan tambang tampak tampil tampilan tamu tanda tandas tandatangan
tandatangani tangan tangani tangga tanggal tanggalan tanggapan tangguh tangkapan tangkas tanpa tante tanya tape tapi
taqwa tar taraf target tari tarif tarik tarikh tas tata tatap taubat tautan tawa tawar tbk td tdi tdk tebal tebu
teduh tegang tegas tegur teguran teh tekan tekanan teks teksi tekun teladan telah telanjang teledor telepon telex
telinga teliti telpon telur teman tembakau tembok tembusan tempat tempe tempel templat tempo tempoh tenang tenda
tender tengah tenggat tenggelam tengkyu tenis tentang tentara tenteram tentram tepat tepung terampil teras terasi
terbaca terbaik terbang terbaru terbata terbit terbuka tercuci terdata terigu terik terima terisi terjadi terkait
terlalu terlewati terminal ternak terompet terowongan tersangka tertaut tertera teruk terus tes tesseract test
tetangga tetap tetapi tetep tetikus tewas texts tgal tggl tgl thai thailand than thank thanks that the their then
there these they this thks thn those thx tiada tiang tiap tidak tiga tikar tikus tilang tim timbang time timeout
timer times timun timur tinggal tinta tiongkok tipis tipu tirai tiri titah titik titip tka tki tks tkw tlambat tlg
tlng tlong to today toilet token toko tokoh tokopedia tokped tol tolak told toleran toleransi tolong tolonglah tomat
tombak tombol tomorrow tong tongkat tongkrong tonight topeng topi toples tourist tp tpii tppo tq tr tradisi
trafficking transfer transit transkrip transparansi trauma travel traveling travelling tren trial tribun triliun
trimakasih trims tripod triwulan trs truk trying tsunami tua tugas tugu tuhan tujuan tujuh tukang tukar tulang tulen
tulis tulisan tumbuhan tumpang tunai tunanetra tunarungu tunda tunggak tunggal tunggu tuntut tupai turis turnamen
turun turut tutup tutur tweet txt typo ua uang uangku ubah ubat ubi ucap uda udah udang udh ujar uji ujung ukuran
ulama ulang ular ulat ulet ulurkan umat ummat umrah umroh umum umur unable uncle uncomfortable undang undangan under
undocumented unduh unduhan unggah unggul ungu unik uninstal uninstall unit unta untk untuk upah upaya update updated
upeti upgrade upload upset uraian urgency urgensi urgent urus urusan urutan us usaha usang usd used useless user
username usia usil usul usulan usus utk utuh utusan uu uwa va vaksin vaksinasi valid validasi vendor verif verifikasi
verify versi very video vietnam vietnamese vihara villa visa visas visi visit vivo voa vonis w waalaikumsalam wabah
wabarakatuh waduh wafat wait waiting wajah wajan wajar wajib wakil waktu walaupun wali walikota wallahu wang wanita
want warahmatullahi waras warga warkop warna warnet wartawan warung was wasalam wassalam wassalamualaikum waswas
watak watch watcher water wawancara wawasan wayang we web webhook website week weekend weeks were what when where
which while whom why wife will wirausaha wisata wit wita with without wna wni wondr workers working worst wortel
would wow write writing wrong wudhu wujud xiaomi xl xlsx ya yaitu yakni yang yarabb yatim yayasan yell yesus yg you
your yth yudisial yuridis yurisdiksi zakat zalim zebra ziarah zip zonk
"""
INDONESIAN = frozenset(_LISTED.split())
