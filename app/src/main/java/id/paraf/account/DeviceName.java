package id.paraf.account;

import id.paraf.kernel.Origin;

/** What people call the thing a request came from: "Chrome, Android (203.0.113.7)". A guess for recognition, never for a decision. */
public final class DeviceName {

    private DeviceName() {
    }

    /** Browser, system and address. */
    public static String of(Origin origin) {
        return of(origin.agent()) + " (" + origin.address() + ")";
    }

    /** Browser and system by the User-Agent header. */
    public static String of(String agent) {
        return browser(agent) + ", " + system(agent);
    }

    private static String browser(String agent) {
        if (agent.contains("Edg/")) {
            return "Edge";
        }
        if (agent.contains("OPR/")) {
            return "Opera";
        }
        if (agent.contains("SamsungBrowser/")) {
            return "Samsung Internet";
        }
        if (agent.contains("Firefox/") || agent.contains("FxiOS/")) {
            return "Firefox";
        }
        if (agent.contains("Chrome/") || agent.contains("CriOS/")) {
            return "Chrome";
        }
        return agent.contains("Safari/") ? "Safari" : "Browser";
    }

    private static String system(String agent) {
        if (agent.contains("Android")) {
            return "Android";
        }
        if (agent.contains("iPhone") || agent.contains("iPad")) {
            return "iOS";
        }
        if (agent.contains("Windows")) {
            return "Windows";
        }
        if (agent.contains("Mac OS X")) {
            return "macOS";
        }
        return agent.contains("Linux") ? "Linux" : "?";
    }
}
