package id.paraf.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

import org.junit.jupiter.api.Test;

/** Dates and waits read as people say them. */
class DatesTest {

    private static final Instant NOW = Instant.parse("2026-10-21T02:35:00Z");

    @Test
    void aDateIsWrittenAsInTheGuide() {
        assertThat(Dates.full(NOW, Texts.INDONESIAN)).isEqualTo("Rabu, 21 Oktober 2026 pukul 09.35 WIB");
        assertThat(Dates.full(NOW, Texts.ENGLISH)).isEqualTo("Wednesday, 21 October 2026 at 09:35 WIB");
    }

    @Test
    void theDayIsTheOneInWesternIndonesia() {
        assertThat(Dates.day(Instant.parse("2026-12-31T17:00:00Z"), Texts.INDONESIAN)).isEqualTo("1 Januari 2027");
        assertThat(Dates.day(LocalDate.of(2026, 5, 9), Texts.INDONESIAN)).isEqualTo("9 Mei 2026");
        assertThat(Dates.time(Instant.parse("2026-12-31T17:05:00Z"), Texts.INDONESIAN)).isEqualTo("00.05 WIB");
    }

    @Test
    void waitsAreRoundedUpToTheUnitThatPeopleSay() throws Exception {
        var page = Pages.inIndonesian(NOW);
        assertThat(page.t("ui.raw", Duration.ofSeconds(45))).isEqualTo("45 detik");
        assertThat(page.t("ui.raw", Duration.ofMillis(60_001))).isEqualTo("2 menit");
        assertThat(page.t("ui.raw", Duration.ofHours(24))).isEqualTo("1 hari");
        assertThat(page.t("ui.raw", Duration.ofSeconds(-5))).isEqualTo("0 detik");
        assertThat(Pages.inEnglish(NOW).t("ui.raw", Duration.ofMinutes(1))).isEqualTo("1 minute");
    }

    @Test
    void thePastIsToldFromNow() throws Exception {
        var page = Pages.inIndonesian(NOW);
        assertThat(page.relative(NOW.minusSeconds(20))).isEqualTo("baru saja");
        assertThat(page.relative(NOW.minusSeconds(200))).isEqualTo("3 menit lalu");
        assertThat(page.relative(NOW.minus(Duration.ofHours(2)))).isEqualTo("2 jam lalu");
        assertThat(page.relative(NOW.minus(Duration.ofHours(20)))).isEqualTo("kemarin pukul 13.35 WIB");
        assertThat(page.relative(NOW.minus(Duration.ofDays(30)))).isEqualTo("21 September 2026");
        assertThat(page.relative(NOW.plusSeconds(150))).isEqualTo("dalam 3 menit");
    }
}
