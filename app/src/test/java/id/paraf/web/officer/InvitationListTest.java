package id.paraf.web.officer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import id.paraf.account.InviteMembers;
import id.paraf.account.InviteMembers.Typed;
import id.paraf.web.officer.InvitationList.Person;
import id.paraf.web.officer.InvitationList.Read;

class InvitationListTest {

    private static final Typed AYU = new Typed("ayu", "Ayu Contoh", "ayu@contoh.example", "", "Bagian Umum", "");

    @ParameterizedTest
    @ValueSource(strings = {
            "username,nama,email,unit\nayu,Ayu Contoh,ayu@contoh.example,Bagian Umum",
            "\uFEFFusername;nama;email;unit;;\r\nayu;Ayu Contoh;ayu@contoh.example;Bagian Umum;;\r\n;;;;;\r\n",
            "Nama Lengkap\tSurel\tUnit Kerja\tNama Pengguna\nAyu Contoh\tayu@contoh.example\tBagian Umum\tayu",
            "\tnama\tSurel\tUnit Kerja\tusername\n\tAyu Contoh\tayu@contoh.example\tBagian Umum\tayu",
            "email , USERNAME , name , unit\n\"ayu@contoh.example\", ayu , \"Ayu Contoh\" ,Bagian Umum"})
    void readsWhatSpreadsheetsWrite(String text) {
        assertThat(InvitationList.read(text)).isEqualTo(people(AYU));
    }

    private static Read people(Typed typed) {
        return new Read.People(List.of(new Person(2, typed)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"telepon", "Nomor HP", "no. hp", "No HP", "HP", "No_Telepon", "nomor telepon", "WhatsApp", "No. WA",
            "phone"})
    void knowsWhatPeopleCallAPhoneNumber(String name) {
        assertThat(InvitationList.read("username,nama,email,unit," + name + "\na,b,c,d,0812")).isEqualTo(
                people(new Typed("a", "b", "c", "0812", "d", "")));
    }

    @Test
    void namesTheColumnsThatItWouldLeaveOut() {
        assertThat(InvitationList.read("username,nama,email,unit,Nomor Induk,catatan\nayu,Ayu,ayu@contoh.example,Umum,1,baru"))
                .isEqualTo(new Read.Columns(List.of(), List.of("Nomor Induk", "catatan"), List.of()));
        assertThat(InvitationList.read("user id,nama,email,unit,hp,telepon\nayu,Ayu,ayu@contoh.example,Umum,1,2"))
                .isEqualTo(new Read.Columns(List.of("username"), List.of("user id"), List.of("telepon")));
    }

    @Test
    void countsRowsAsASpreadsheetDoes() {
        String line = "ayu,Ayu,ayu@contoh.example,Umum\n";
        var read = InvitationList
                .read(InvitationList.header() + "\n" + line + "\n,,,\n\"budi\",\"Budi\nContoh\",b@contoh.example,Umum\n"
                        + line);
        assertThat(((Read.People) read).people()).extracting(Person::row).containsExactly(2, 5, 6);
    }

    @Test
    void givesAPhoneNumberItsZeroBack() {
        var read = InvitationList.read("username,nama,email,unit,telepon\na,b,c,d,81200000042\ne,f,g,h,+6281200000042");
        assertThat(((Read.People) read).people()).extracting(person -> person.typed().phone()).containsExactly("081200000042",
                "+6281200000042");
    }

    @Test
    void saysWhatIsWrongWithAList() {
        assertThat(InvitationList.read(" \n ")).isEqualTo(new Read.Empty());
        assertThat(InvitationList.read("username,nama,email,unit\n,,,\n")).isEqualTo(new Read.Empty());
        assertThat(InvitationList.read("username;nama\nayu;Ayu"))
                .isEqualTo(new Read.Columns(List.of("email", "unit"), List.of(), List.of()));
        assertThat(InvitationList.read("username,nama,email,unit\nayu,\"Ayu,ayu@contoh.example,Umum")).isEqualTo(new Read.Broken());
        String one = "\nayu,Ayu,ayu@contoh.example,Umum";
        assertThat(InvitationList.read(InvitationList.header() + one.repeat(InviteMembers.MOST))).isInstanceOf(Read.People.class);
        assertThat(InvitationList.read(InvitationList.header() + one.repeat(InviteMembers.MOST + 1))).isEqualTo(new Read.TooMany());
        assertThat(InvitationList.read("username,nama,email,unit\nayu")).as("a short line").isEqualTo(
                people(new Typed("ayu", "", "", "", "", "")));
    }

    @Test
    void readsTheLettersOfOlderPrograms() {
        assertThat(InvitationList.text("André".getBytes(Charset.forName("windows-1252")))).isEqualTo("André");
        assertThat(InvitationList.text("André".getBytes(StandardCharsets.UTF_8))).isEqualTo("André");
        assertThat(InvitationList.text("\uFEFFAndré".getBytes(StandardCharsets.UTF_16LE))).isEqualTo("André");
        assertThat(InvitationList.text("\uFEFFAndré".getBytes(StandardCharsets.UTF_16BE))).isEqualTo("André");
    }

    @Property(tries = 300)
    void whatIsWrittenToBeCorrectedIsReadAgain(@ForAll @NotEmpty @CharRange(from = '!', to = '~') String name,
            @ForAll @CharRange(from = '!', to = '~') String unit) {
        var typed = new Typed("ayu", name, "ayu@contoh.example", "+6281200000042", unit, "en");
        if (!name.startsWith("'") && !unit.startsWith("'")) {
            assertThat(InvitationList.read(InvitationList.write(List.of(typed)))).isEqualTo(people(typed));
        }
    }
}
