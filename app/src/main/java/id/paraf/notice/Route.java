package id.paraf.notice;

/** The two ways a message can take; each has a courier of its own, so that a slow one does not hold up the other. */
enum Route {
    WHATSAPP, MAIL;

    static Route of(Outgoing message) {
        return switch (message) {
            case Outgoing.WhatsApp _ -> WHATSAPP;
            case Outgoing.Mail _ -> MAIL;
        };
    }

    /** The address with most of it hidden: {@code +62 812-••••-••42}, {@code bu••@contoh.example}. */
    String hint(String address) {
        return switch (this) {
            case WHATSAPP -> address.substring(0, Math.min(3, address.length())) + " "
                    + (address.length() > 8 ? address.substring(3, 6) : "") + "-••••-••" + address.substring(address.length() - 2);
            case MAIL -> {
                int at = address.lastIndexOf('@');
                yield address.substring(0, Math.min(2, at)) + "••" + address.substring(at);
            }
        };
    }
}
