package id.paraf.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import id.paraf.certificate.Authorities;
import id.paraf.pades.sign.Level;
import id.paraf.signing.SigningLevel;
import id.paraf.signing.SigningSettings;
import id.paraf.testing.ParafTest;
import id.paraf.timestamp.Timestamps;

/** What an operator writes into the settings is the level of every signature that asks for no other. */
@ParafTest
class LevelSettingTest {

    @Autowired
    Timestamps timestamps;
    @Autowired
    OwnRegister register;
    @Autowired
    Authorities authorities;

    private OwnLevels levels(Map<String, String> settings) {
        return new OwnLevels(timestamps, register, authorities,
                new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("paraf.signing", SigningSettings.class));
    }

    @ParameterizedTest
    @EnumSource
    void eachCanBeChosen(SigningLevel level) {
        assertThat(levels(Map.of("paraf.signing.level", level.name())).next(null)).isInstanceOf(kind(level));
        assertThat(levels(Map.of()).next(level)).as("an order has the last word").isInstanceOf(kind(level));
    }

    @Test
    void usuallyItIsLongTerm() {
        assertThat(levels(Map.of()).next(null)).isInstanceOf(Level.LongTerm.class);
    }

    private static Class<? extends Level> kind(SigningLevel level) {
        return switch (level) {
            case B_B -> Level.Basic.class;
            case B_T -> Level.Timestamped.class;
            case B_LT -> Level.LongTerm.class;
            case B_LTA -> Level.Archived.class;
        };
    }
}
