package id.paraf.status;

import java.time.Clock;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import id.paraf.certificate.Authorities;
import id.paraf.pki.ocsp.IssuerHashes;

/** One board and one answerer for the issuing authority of this installation. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StatusSettings.class)
class StatusWiring {

    @Bean
    Board board(Authorities authorities) {
        return new Board(new IssuerHashes(authorities.issuing().certificate()));
    }

    @Bean
    AnswerOcsp answerOcsp(Board board, StatusSettings settings, Clock clock) {
        return new AnswerOcsp(board, settings.validity(), clock, settings.nonceSigners());
    }
}
