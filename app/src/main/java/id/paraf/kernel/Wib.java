package id.paraf.kernel;

import java.time.ZoneId;

/** Waktu Indonesia Barat, UTC+7 without summer time: the time in which people are told dates. */
public final class Wib {

    public static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");

    private Wib() {
    }
}
