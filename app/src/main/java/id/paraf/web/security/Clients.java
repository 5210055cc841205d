package id.paraf.web.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Origin;

/** Where a request comes from. {@code X-Forwarded-For} counts only from the proxies in {@code paraf.trusted-proxies} (WF-07). */
@Component
public class Clients {

    private final List<IpAddressMatcher> proxies;

    /** @param proxies addresses or networks in CIDR notation; none by default */
    Clients(@Value("${paraf.trusted-proxies:}") List<String> proxies) {
        this.proxies = proxies.stream().map(String::strip).filter(proxy -> !proxy.isEmpty()).map(IpAddressMatcher::new).toList();
    }

    public Origin origin(HttpServletRequest request) {
        String agent = request.getHeader("User-Agent");
        return new Origin(address(request), agent == null ? "" : agent);
    }

    /**
     * Whether a browser says that a page of another site sent it (W3C Fetch Metadata §2.3); programs and old browsers say nothing.
     */
    public static boolean fromAnotherSite(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    /** The last address of the chain that is not one of ours: everything before it is hearsay. */
    private String address(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        String forwarded = String.join(",", java.util.Collections.list(request.getHeaders("X-Forwarded-For")));
        String[] hops = forwarded.isBlank() ? new String[0] : forwarded.split(",");
        for (int i = hops.length - 1; i >= 0 && trusted(address); i--) {
            String hop = hops[i].strip();
            if (!isAddress(hop)) {
                break;
            }
            address = hop;
        }
        return address;
    }

    private boolean trusted(String address) {
        return proxies.stream().anyMatch(proxy -> proxy.matches(address));
    }

    /** Only literal addresses: a name in this header must never cause a look-up. */
    private static boolean isAddress(String hop) {
        if (!hop.matches("[0-9.]{7,15}|[0-9A-Fa-f:.]{2,45}")) {
            return false;
        }
        try {
            return InetAddress.getByName(hop) != null;
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }
}
