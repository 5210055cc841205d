package id.paraf.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;

import id.paraf.kernel.RefusedToStart;
import id.paraf.population.PopulationRegister.Answer;
import id.paraf.population.PopulationRegister.Field;
import id.paraf.population.PopulationRegister.Person;
import id.paraf.population.PopulationRegister.Sex;
import id.paraf.testing.Proves;

/** A register in a file: what it compares, and what it is when it cannot be read. */
class CsvRegisterTest {

    private static final LocalDate BIRTH = LocalDate.of(1990, 1, 31);

    private static CsvRegister register(String... lines) {
        return new CsvRegister(new ByteArrayResource(String.join("\n", lines).getBytes(StandardCharsets.UTF_8), "a test"));
    }

    @Test
    @Proves("RA-06")
    void whatIsSaidIsComparedAndNothingElseComesOut() {
        var register = register("nik;name;birth_date;sex", "9900003101900001;NI LUH AYU, CONTOH;1990-01-31;F", "");
        assertThat(register.there()).isTrue();
        assertThat(register.compare(new Person("9900003101900001", "Ni Luh  Áyu Contoh", BIRTH, Sex.FEMALE)))
                .isEqualTo(new Answer.Known(Map.of(Field.NAME, true, Field.BIRTH_DATE, true, Field.SEX, true)));
        assertThat(register.compare(new Person("9900003101900001", "Ni Luh", BIRTH.plusDays(1), Sex.MALE)))
                .isEqualTo(new Answer.Known(Map.of(Field.NAME, false, Field.BIRTH_DATE, false, Field.SEX, false)));
        assertThat(register.compare(new Person("9900003101900001", "Ni Luh Ayu Contoh", null, null)))
                .isEqualTo(new Answer.Known(Map.of(Field.NAME, true)));
        assertThat(register.compare(new Person("9900003101900002", "Ni Luh Ayu Contoh", BIRTH, null)))
                .isEqualTo(new Answer.Unknown());
        assertThat(new NoRegister().there()).isFalse();
        assertThat(new NoRegister().compare(new Person("9900003101900001", "x", null, null)))
                .isInstanceOf(Answer.Unavailable.class);
    }

    @Test
    void aFileThatCannotBeReadStopsTheStartAndSaysWhere() {
        String head = "nik;name;birth_date;sex";
        for (String line : List.of("990000;Ayu;1990-01-31;F", "9900003101900001;;1990-01-31;F", "9900003101900001;Ayu;31-01-1990;F",
                "9900003101900001;Ayu;1990-01-31;P", "9900003101900001;Ayu;1990-01-31",
                "9900000101900001;Ayu;1990-01-31;F\n9900000101900001;Ayu;1990-01-31;F")) {
            assertThatThrownBy(() -> register(head, line)).as(line).isInstanceOf(RefusedToStart.class)
                    .hasMessageContaining("line ").hasMessageNotContaining("Ayu");
        }
        assertThatThrownBy(() -> register("nik,name")).isInstanceOf(RefusedToStart.class).hasMessageContaining("first line");
        assertThatThrownBy(() -> new CsvRegister(new ClassPathResource("population/none.csv"))).isInstanceOf(RefusedToStart.class);
    }

    /** Nobody real is in it: there is no region 99, and everybody's name says what they are. */
    @Test
    void theRegisterOfTheDemoHoldsInventedPeople() throws Exception {
        var demo = new ClassPathResource("demo/register.csv");
        new CsvRegister(demo);
        assertThat(demo.getContentAsString(StandardCharsets.UTF_8).lines().skip(1)).isNotEmpty()
                .allMatch(line -> line.matches("9900[0-9]{12};[^;]+ (Contoh|Petugas);.*"));
    }
}
