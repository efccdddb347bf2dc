"""Words that are no names: common in what citizens and the office write, with places, peoples, months and posts."""

import re

from models.rules.privacy.personal.given_names import GIVEN

# Small letters; forms by affixes, which are many, are told by their shape.
_LISTED = """
abang abk able about ac acak acara acc access account accuracy aceh acount acuan acuh ada adha adik admin
administrator aduan advokat affidavit afraid afrika after afternoon again agama agar age agen agenda agensi agent
agt agustus air airport aja akan akar akhir akhiri akses akta aktif aktivasi aku akun alamat alasan alat album alias
alih all allah allindonesia almarhum almarhumah alokasi alone already also am aman amat ambil ambon american amerika
ampas anak analisa anambas ancur and anda android ane aneh anggaran anggota angka angkat angry anies anonim answer
antar antara antre antrean antri antrian any anyone apa apabila apalikasi aparat apdet api app application applied
applying appointment apps apr apresiasi april arab are arogan arrival arrive arsip as asal asap asia asing ask asked
asking asli asn assalamualaikum at atas atasan atau atensi attached attempts atur aturan audit aunt australia
australian auto autogate awak awal away ayah baca bacaan back backup bad bag bagai bagaimana bagaimna bagi bagian
bagus baguss bahasa bahwa baik baku balasan bali balik balikpapan balita bandara bandung bang bangkok bangladesh
bangsa bangun banjarmasin bank bansos bantu bantuan banyak bap bapak baptis barang barcode baris baru basah basic
basis batak batal batam batas batuaji bawa bawaan bawah bawahan bayar bayaran bayi bca be beberapa because becus
beda been before begini begitu being bekas bekasi bekerja belakang belanda belas beli beliau belom belum benahi
benar bendahara bengkong bengkulu bentak bentuk berada beranda berapa berarti berbeda berdiri berdua beres berguna
berhak beri berisi berita berkala berkali berkas berkata berlaku bersama berubah berumur besar beserta besok best
bgaimana bgmn bgt bgus biasa biaya bibi bidan bikin bila biling billing bin bintan binti bio biometrik biro birth
biru bisa bisaa bisnis blank blm blok blokir blom blum bni boarding boat bobrok bocor bodoh bogor boks boleh bolong
book border boss bot bp bpjs brankas bri bribe bring british briva brother brp brpa brunei bs bsa bsi bsk bsok bu
buang buat buatan buddha budha bug bugis buka bukan bukti buku bulan bulanan bule bungsu bunyi bupati burik buronan
buruk business busuk but butuh by byr cadangan caddy cair cakram call called calo calok calon caloo camat campur
campuran can canada cancelled cannot cant cap capres captcha cara card cari catat catatan category cc cek centang
center cepat cepet certificate cetak cgk charge chat check china chinese chrome cina cirebon citizen clearance clock
close closed coba cocok code collect color com come coming comment comments complaining complaint console contact
contacting contoh control cop copy costumer could counter counters cpns cpt crash cuaca cuek cukai cukup cuma curam
customer customs cuti cv daftar dah dahulu dajjal dalam dalem damage damaged damkar dan dapat dapet dari darimana
daripada darurat dasbor data database datang date dateng daughter day days db deadline dear degraded deh dekat
delapan delay delete demi demikian denda dengan denpasar depan departure deploy depok deport deportasi dermaga des
desember detensi detention detik dev developer developers devp dewasa dftar dftr dgn dh di dia diatas diatur dibaca
diberi dibuat dibuka dicap dicari dicek dicoba dicop dicuri diduga dihina diisi dimana dinas diri dirjen disana
disini disitu disk diskon ditjen diubah diurus diusir dlm dm dmn do doang dobel doctor document does dokter dokumen
dolar dollars domisili dong donload donlod donlot dont dorong dosen download dpr dprd dpri dpt dr drill dropdown dua
dubai duit dukcapil dulu dumai dutch easy ecd eh ekspat ekspor ektp el electronic elektronik email emergency emoji
emosi empat en enam engagement engga enggak engkau enter entry env eorr epaspor epo erase erp eskalasi esok evening
ever evisa excellent exp expat expire expired expires extend extension extort extra facebook family far fast father
feb februari feel feri ferry file files filipina filipino fined fingerprint fitri fitur five flight folder follower
followers fonts for force foreign foreigner foreigners formulir forwarding foto found fraud freak freeze french
friend friendly from front full ga gabisa gabs gabsa gabungan gacor gag gagal gaje gajelas gaji gak gakbisa gakjelas
galak galang galon gamau gambar gampang ganda gangguan ganti garis gate gateway gawat gbisa gbs gelap gelar
gelombang gerbang german get gila giliran gimana gimna give gk gkbisa gmana gmn gmna gmnaa go going golden good
google grafik gratis great gua guarantor gubernur gue guna guru gw gz habis had hai haji hak hakim hal halaman hallo
halo ham hamil hampir hancur handle handled handover hang hangs hangus hanguss hanya hanyut happened happy hapus
harap harass harbor harbour harga hari harus has hasil have he hebat hello help helpful her here hi hidup highest
hijau hilang him hindu hingga his hitung hitungan holidays honest hong hongkong hoping hormat horrible hotel hotline
hours how hp hr http hubungi hukum huruf husband ia ialah ibu id identifikasi identitas idul if ig ijazah ijin ikut
ikuti ilang ilegal illegal illegally imbalan imei imgrasi imi imigran imigrasi imigresen imlek immediately
immigration imperialisme impolite impor imta in inaktif india indian indonesia indonesian info infokim informasi
inggris ingin ini inisial input inside instagram instal install instansi intelijen internal internet interview into
invented investigation ios ipar iphone is isi isian islam island isteri istimewa istirahat istri isu it italia itap
itas itk its itu iya izin jabatan jadi jadual jadwal jajak jakarta jaksa jalan jalur jam jambi jaminan jan jangan
januari japanese jarak jaringan jasa jatah jatuh jauh jawa jawab jawaban jd jeda jeddah jejak jelas jelek jelekk
jempol jendela jenguk jenis jepang jerman jeti jg jgn jika jikalau jodoh jogja johor joint jokowi json jt jual
jualan judes judi judul juga jujur jul juli jumat jun juni just juta jutek jwban kabar kaburajadulu kacau kadaluarsa
kadaluwarsa kadarluarsa kafir kaga kagak kah kak kakak kakanim kakek kakitangan kalau kalender kali kalimantan
kalimat kamboja kamera kami kamis kampung kamu kan kanada kanal kanan kandung kanim kantor kanwil kapal kapan
kapitalis kapten karakter karena karimun karna kartu karyawan kasar kasi kasih kasubsi kasus kata kategori katolik
kau kaum kaunter kawan kawin kayak kb kbri kcewa ke kece kecewa kecil kediri kedua kelar kelas keliru keluar kemana
kena kenali kenapa kepada kepala kepri keren kerja kertas kesal ketiga ketik ketika ketua ketus key kgk khusus kind
kini kira kiri kirim kiriman kita kitap kitas kjri kk klasifikasi klik kmana kmn kmrn knapa knew know knp knpa ko
kocak kode kok kolom komandan komentar komisi komnas komplain komputer kong konghucu konjen konsep konsulat kontak
konter kop koperasi kopi korban korea korean korupsi kos kosong kota kotak kotor kouota kouta kpd kpk kpn kredit
kristen krn kru ktp ku kuasa kuata kuliah kumpul kumpulin kunci kuning kunjungan kuota kupang kurang kursi kwitansi
label labelled lag lagi lagoi lahir lain laki laktasi lalu lama laman lamban lambang lambat lampiran lampung lancar
landing langsung lanka lansia laos lapangan lapor laporan latihan laughed laughing layanan layar leave leaving
lebaran lebih leemot lembab lembar lengkap lengket lenient lewat lho libreoffice libur lihat lima limited lingga
linux liputan lisan list listrik living lmot lo loading lodin loding log login logout logs lokasi loket lol lola lom
lombok lonceng looking lost lowongan lu luar lulus lunas lupa lurah lusa maaf macam macet macro madam madinah madura
mail main maintance maka makan makasi makasih makassar makelar makro malah malam malang malaysia malaysian malu
maluku mama man mana manado manage manajer mandiri mandor manifest manila mantab mantap mantul manual manusia many
map mar marah maret marga marriage mas masa masih masing massal masuk masyarakat mata mataram mati mau maupun may
mbak md me medan media mei meja melayu memang memori memuat menit menu mepet merah meras mereka merem merp mertua
mesin mess meter mhn mi might migran migrate milik min minang minat mine minggu minta miring mirip miss mnt mohon
molina monday money more morning mother motor move moved mpaspor mr mrs ms msh mu muat mubazir mudah mulai muncul
mungkin muslim musnah must mutar muter my myanmar nabi nagoya naik nakhoda nama name named namun nangis nanti nanya
napa nasib nasional natal national natuna nawarin nda ndak ndk need negara negeri nenek nepal never new next nga
ngabisa ngaco ngak ngaku ngantri ngapa nge ngebantu ngebantuin ngebug ngeburu ngedaftar ngelag ngetik ngga nggak
nginx ngk ngulang ngurusin niat nice night nih nik nikah nilai nkri no nobody nomor non none nongsa nope normal not
nota notaris noted notice notif noto nov november now npwp number nunggu nya nyaman nyaut nyusahin ocr of office
officer officers officially offline ok okay oke oknum okt oktober old oleh om ombudsman on one ones ongkos online
only onto open opening operasi operasional operator opname oppo opt or ora orang orangtua order org originals other
otomatis otp our out over overstay overstayed pada padahal padam padang pages pagi paid pajak pak pakai pake paket
pakistan paksa palak palembang paling palsu paman panduan panggilan panitia panjang papa papan papua para paraf
paragraf parah parkir parkiran pas pasang pasar paspirt paspor pasporku pasport paspot paspr passphrase passpor
passport passports passpot password pasti pasword pay payah payment pc pdf pdhl pdp pecah pecahan pegawai pejabat
pekan pekanbaru pekerja pekerjaan pelabuhan pelaku pelanggan pelapor pelayanan pelecehan pelicin pelimpahan pelyanan
pembuka pemilik pemohon penanda pendek pending penuh penulis penutup per peran peras perawat percuma perihal periksa
periode perkara perlima perlu permisi permit pernah persis pertama pesan pesawat petugas pewaktu pewawancara photos
pihak pilih pilihan pilot pilpres pimpinan pinang pindah pindai pindaian pinjaman pinjol pink pintas plan planned
platform play playstore please plis pliss pln pls pmbayaran pmi png pns pokok polisi polite politik polri ponsel
pontianak port posisi postgresql prabowo praktis prancis pratinjau prepare preserve presiden pria pribadi prioritas
private produk profesional profil program programer programmer promo prosedural proses proxy proyek pspor pt puas
public publish pukul pula pulang pulih pulsa puluh pun pungli pungut pungutan punya pupuk putaran putus puzzle py
qatar question queue queuing quick quota rabu rabun rahasia rak rakyat ram ramadan ramadhan ramah rasuah rata rating
ratus razia rb read ready readyz reaksi really receipt received recommended recovery refund regards register
registered registrasi registration rejected rekaan rekan rekapitulasi rekening rekomendasi remaja remove rempang
rencana renewal rentang replace reply report reporting repot republik request reschedule resepsionis reservasi
residence resident resmi respon responding response responsif restore retensi retirement review rezim riau ribet
ribu riwayat robek roda rohingya rokok role room rptka rrc rt rto ruang rude rugi rujuk ruko rumah rumit run rusak
rusia russian rw saat sabar sabtu sad saja sakit saksi salah salam saldo salin salinan salut sama samarinda sambil
sambung sambungan same sampah sampai sampe samping sampul samsung sana sandera sandi sang sangat saran sarana
satisfied satpam satu saudara saudari saudi saya sayang says scam schedule schema school sdah sdh sdr sdri sealed
sebab sebuah sebut secara second secret sedang segera sehari sejak sejam sekali seksi sel selagi selain selalu
selama selasa sempat semua semula senang send senin senyum sep sepuh sepupu serah seri sering serta serve server
servis sesi sesuai set setahu setiap sh sha share she should shout show si sia siang siap siapa sibuk sidak sidik
sign signal signin signings sih siimi silent sim simpan simpaspor simpel simple simponi sincerely sindikat singapore
singaporean singapura sini sinis sinyal sir sisa sisi sistem sister situ skck skema skrg skrip slot slots slow smp
sms smuggl so soal sobek soekarno soetta sogok solo solusi sombong someone son songong sopan sopir sore sorry spam
spanyol spasi speed speedboat sponsor spri srv ssh staf staff stamp standar status stay staying stdin stempel
steples still stnk stolen stop store stranded stuck suami suap suara suatu subjek subseksi subuh sudah sudo sukses
suku sulawesi sulit sulung sumatera sumatra sunday sungguhan supaya superuser supir supplement surabaya surat sure
surel survei susah susun suwun sy sya syarat system systemctl systemd syusah tab tabel table tadi tag tagihan tahan
tahap tahu tahun tak takut tambah tambahan tampak tampil tampilan tamu tanda tandatangani tangan tangani tangerang
tanggal tanggalan tanggapan tangkapan tanjung tanjungpinang tanpa tante tanya tapi tar tarif tarik tata tautan tbk
tdk tebal tekan tekanan teks telah telegram telepon telex teliti telpon teman tembusan tempat tempel templat tempo
tenang tender tengah tengkyu tentang tentara tepat terbaca terbaik terbang terbaru terbit terbuka tercuci terdata
terima terisi terjadi terkait terlalu tertaut tertera terus tes tesseract test tetangga tetap tetapi tetep tetikus
texts tgal tggl tgl thai thailand than thank thanks that the their then there these they this thks thn those thx
tiap tidak tiga tiket tikkim tiktok tikus tim time timeout timer times tinggal tionghoa tiongkok tiri titik titip
tka tki tks tkw tlambat tlg tlng tlong tni to today toilet token tokped tolak told tolong tombol tomorrow tonight
top tourist tp tpi tpii tppo tq tr trafficking transfer transit travel traveling travelling trial trimakasih trims
triwulan trs trying tua tugas tuhan tujuan tujuh tukang tulis tulisan tunggal tunggu turis turki turun turut tutup
tweet twitter txt typo uang uangku ubah uda udah udh uji ukuran ulang ummat umrah umroh umum umur unable uncle
uncomfortable undang undangan under undocumented unduh unduhan unggah uninstal uninstall unit untuk update updated
upeti upgrade upload upset uraian urgency urgensi urgent urus urutan us usaha usd used useless user username usia
usul usulan utk utuh uu va valid vendor verif verifikasi verify versi very video vietnam vietnamese villa visa visas
visit vivo voa wa waalaikumsalam wait waiting wajar wajib wakil waktu walaupun wali walikota wanita want warga warna
was watch watcher water wawancara we web webhook website week weekend weeks were what whatsapp when where which
while who whom why wife wifi will wisata with without wna wni workers working worst would write writing wrong xiaomi
ya yaitu yakni yang yayasan yell yesus yg yogyakarta you your youtube yth zip zonk
jpg jpeg png pdf heic docx xlsx scan selfie img dsc
"""
_WORDS = frozenset(_LISTED.split())
_AFFIXED = re.compile(r"(?:di|me|ber|ter|per|pem|pen|ke|se)[a-z]{5,}|[a-z]{3,}(?:nya|kan|lah|kah)")


def is_common(word: str) -> bool:
    """Whether a word, in small letters, says something instead of naming somebody."""
    return word in _WORDS or (word not in GIVEN and _AFFIXED.fullmatch(word) is not None)
