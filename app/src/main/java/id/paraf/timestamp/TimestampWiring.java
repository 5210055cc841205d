package id.paraf.timestamp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import id.paraf.kernel.Job;
import id.paraf.kernel.Randomness;
import id.paraf.kernel.RefusedToStart;

/** One authority for this installation, perhaps somebody else's for its signatures, and what they do without being asked. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TimestampSettings.class)
class TimestampWiring {

    @Bean
    @ConditionalOnMissingBean
    TimeSources timeSources(DataSource database, Clock clock, TimestampSettings settings, Randomness randomness) {
        var witnesses = new ArrayList<TimeWitness>();
        witnesses.add(new DatabaseTime(database, clock));
        if (settings.ntp() != null && !settings.ntp().isBlank()) {
            witnesses.add(new NtpTime(settings.ntp(), clock, randomness::bytes));
        }
        return new TimeSources(System::nanoTime, witnesses);
    }

    @Bean
    GiveToken giveToken(TimestampClock clock, TokenSigners signers, TokenRows rows, TimestampSettings settings,
            Randomness randomness) {
        return new GiveToken(clock, signers, rows, settings, randomness::bytes);
    }

    @Bean
    AnswerTimestamp answerTimestamp(GiveToken own) {
        return new AnswerTimestamp(own);
    }

    @Bean
    Timestamps timestamps(GiveToken own, TimestampSettings settings, Clock clock, Randomness randomness) {
        var external = settings.external();
        return new Timestamps(own,
                external == null ? null : new AskAuthority(external, roots(external.root()), clock, randomness::bytes));
    }

    static List<X509Certificate> roots(Path file) {
        try {
            var all = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
            if (!all.isEmpty()) {
                return all.stream().map(X509Certificate.class::cast).toList();
            }
        } catch (IOException | CertificateException e) {
            // The same sentence: the operator has to look at the file.
        }
        throw new RefusedToStart("paraf.timestamp.external.root is " + file + ", which holds no certificate in PEM that Paraf can "
                + "read. Put the root of the external timestamp authority there.");
    }

    /** One event for whatever a minute brought. */
    @Bean
    Job sealTokens(TokenRows rows) {
        return new Job("timestamp.seal", Duration.ofMinutes(1), rows::seal);
    }

    @Bean
    Job forgetTokens(TokenRows rows, TimestampSettings settings, Clock clock) {
        return new Job("timestamp.forget", Duration.ofHours(24), () -> rows.forget(clock.instant().minus(settings.kept())));
    }
}
