package id.paraf.selfie;

import java.time.Duration;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import id.paraf.face.FaceCheck;
import id.paraf.face.FaceSettings;
import id.paraf.face.OnnxFaceCheck;
import id.paraf.kernel.Job;

/** Makes the face check; an operator who brings another one declares a bean of the same type. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SelfieSettings.class)
class FaceWiring {

    /** Opening the nets is the longest single step of a start, and nothing but a check needs them: it happens beside the rest. */
    @Bean(destroyMethod = "close", bootstrap = Bean.Bootstrap.BACKGROUND)
    @ConditionalOnMissingBean
    FaceCheck faceCheck(SelfieSettings settings) {
        return new OnnxFaceCheck(FaceSettings.defaults().withModels(settings.models()).withThreads(settings.threads())
                .withPatience(settings.patience()).withSimilarity(settings.similarity()).withLiveness(settings.liveness()));
    }

    @Bean
    Job selfieRetention(Retention retention) {
        return new Job("selfie.retention", Duration.ofHours(1), retention::sweep);
    }
}
