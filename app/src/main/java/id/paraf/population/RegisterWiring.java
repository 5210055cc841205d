package id.paraf.population;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;

/** The register that the operator chose: a file, a bean of their own, or none. */
@Configuration(proxyBeanMethods = false)
class RegisterWiring {

    @Bean
    @ConditionalOnMissingBean
    PopulationRegister populationRegister(@Value("${paraf.register.csv:#{null}}") @Nullable Resource csv) {
        return csv == null ? new NoRegister() : new CsvRegister(csv);
    }
}
