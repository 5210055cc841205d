package id.paraf.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.springframework.stereotype.Component;

import id.paraf.esign.Network;

/**
 * Which addresses may be called. Officers type them, so none may lead into this machine or the operator's network, whatever a name is
 * resolved to; what was checked is what is connected to.
 */
@Component
class Addresses {

    private static final int LONGEST = 500;
    /** RFC 6890 and its registry: what is private, of this machine, of nobody, or carries another address inside. */
    private static final List<Network> CLOSED = networks(List.of("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8",
            "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "::/8", "64:ff9b::/16", "100::/64", "2001::/23", "2001:db8::/32",
            "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"));

    private final boolean plainHttp;
    private final List<Network> allowed;

    Addresses(WebhookSettings settings) {
        this.plainHttp = settings.plainHttp();
        this.allowed = networks(settings.allowedNetworks());
    }

    private static List<Network> networks(List<String> texts) {
        return texts.stream().map(text -> Network.of(text).orElseThrow(() -> new IllegalArgumentException("No network: " + text)))
                .toList();
    }

    /** The address as it is called, or empty if it is none that may be. Names are not looked up here. */
    Optional<URI> typed(String text) {
        try {
            var uri = new URI(text.strip());
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean secure = scheme.equals("https") || scheme.equals("http") && plainHttp;
            boolean plain = uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null
                    && text.strip().matches("[\\x21-\\x7e]{1," + LONGEST + "}");
            if (!secure || !plain || uri.getPort() == 0 || uri.getPort() > 65_535) {
                return Optional.empty();
            }
            return literal(uri.getHost()).filter(address -> !open(address)).isPresent() ? Optional.empty() : Optional.of(uri);
        } catch (URISyntaxException none) {
            return Optional.empty();
        }
    }

    private static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host.replaceAll("^\\[|]$", "")));
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }

    /**
     * An address of that host that may be connected to: to this one, and to no other that the name may have a moment later.
     *
     * @throws UnknownHostException if it has none
     */
    Optional<InetAddress> resolve(String host) throws UnknownHostException {
        return Arrays.stream(InetAddress.getAllByName(host)).filter(this::open).findFirst();
    }

    boolean open(InetAddress address) {
        String text = address.getHostAddress().replaceFirst("%.*", "");
        return allowed.stream().anyMatch(network -> network.holds(text))
                || CLOSED.stream().noneMatch(network -> network.holds(text));
    }
}
