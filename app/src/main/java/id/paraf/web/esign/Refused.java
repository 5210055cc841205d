package id.paraf.web.esign;

/** An error in the shape that applications know, with the code that they compare. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    static final int NOT_REGISTERED = 2011;
    static final int NO_CERTIFICATE = 2021;
    static final int WRONG_PASSPHRASE = 2031;
    static final int FIELD_MISSING = 4014;
    static final int DATA_WRONG = 4015;
    static final int REGISTERED = 4024;
    static final int FILE_GONE = 4044;

    private final int status;
    private final String error;
    private final int code;

    Refused(int status, String error, int code) {
        super(error, null, false, false);
        this.status = status;
        this.error = error;
        this.code = code;
    }

    /** What the sender can put right. */
    static Refused request(String error) {
        return new Refused(400, error, 400);
    }

    static Refused missing(String field) {
        return new Refused(400, field + " harus diisi", FIELD_MISSING);
    }

    static Refused tooLarge(long megabytes) {
        return new Refused(413, "Permintaan lebih besar dari " + megabytes + " MB", 413);
    }

    int status() {
        return status;
    }

    String error() {
        return error;
    }

    int code() {
        return code;
    }
}
