package id.paraf.webhook;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the operator may allow.
 *
 * @param plainHttp       whether addresses may begin with {@code http}; in the demo alone
 * @param allowedNetworks private addresses and networks that may be called all the same, in CIDR notation; none by default
 */
@ConfigurationProperties("paraf.webhook")
record WebhookSettings(@DefaultValue("false") boolean plainHttp, @DefaultValue List<String> allowedNetworks) {
}
