package id.paraf.web.webhook;

import id.paraf.web.Page;

/** What came of a message, for whoever reads the console. */
public final class DeliveryWords {

    private DeliveryWords() {
    }

    /** A status of HTTP stays as it is: whoever runs the receiver looks for it in a log. */
    public static String outcome(String outcome, Page page) {
        return outcome.startsWith("HTTP ") ? outcome : page.t("webhook.outcome." + outcome.replace(' ', '-'));
    }
}
