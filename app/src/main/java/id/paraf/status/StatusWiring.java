package id.paraf.status;

import java.time.Clock;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import id.paraf.certificate.Authorities;
import id.paraf.certificate.ReadAuthorities;
import id.paraf.pki.ocsp.IssuerHashes;

/** One board and one answerer for the issuing authority of this installation. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StatusSettings.class)
class StatusWiring {

    /** @param made where the authorities are made, they are there before they are read */
    @Bean
    Board board(ReadAuthorities authorities, ObjectProvider<Authorities> made) {
        made.ifAvailable(Authorities::issuing);
        return new Board(new IssuerHashes(authorities.issuing()));
    }

    @Bean
    AnswerOcsp answerOcsp(Board board, StatusSettings settings, Clock clock) {
        return new AnswerOcsp(board, settings.validity(), clock, settings.nonceSigners());
    }
}
