package id.paraf.timestamp;

import id.paraf.pki.tsp.TimestampRequest;
import id.paraf.pki.tsp.TimestampToken;

/** Answers TimeStampReqs of programs: bytes in, a TimeStampResp out, whatever comes. */
public final class AnswerTimestamp {

    private final GiveToken own;

    AnswerTimestamp(GiveToken own) {
        this.own = own;
    }

    /** The TimeStampResp in DER: with a token of this authority, or with the failure that RFC 3161 §2.4.2 has for it. */
    public byte[] answer(byte[] request) {
        return switch (TimestampRequest.read(request)) {
            case TimestampRequest.Refused(var failure, String why) -> failure.reply(why);
            case TimestampRequest.Query query -> switch (own.give(query)) {
                case TokenOutcome.Given given -> TimestampToken.granted(given.der());
                case TokenOutcome.Refused(var failure, String why) -> failure.reply(why);
            };
        };
    }
}
