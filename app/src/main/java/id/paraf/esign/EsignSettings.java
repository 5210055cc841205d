package id.paraf.esign;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the operator may choose about the API.
 *
 * @param mostBytes of one request; base64 makes files a third larger
 * @param memory    heap that requests may take together: each is counted with four times its size, because it is there as text, as
 *                  files, as signed files and as the answer
 * @param keep      how long what was signed can be fetched once more
 */
@ConfigurationProperties("paraf.esign")
public record EsignSettings(@DefaultValue("60MB") DataSize mostBytes, @DefaultValue("384MB") DataSize memory,
        @DefaultValue("1h") Duration keep) {
}
