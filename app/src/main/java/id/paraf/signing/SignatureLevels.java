package id.paraf.signing;

import id.paraf.certificate.Certificate;
import id.paraf.pades.sign.Level;

/**
 * How long the next signature will be verifiable. Implemented by whoever brings a timestamp authority and validation material; as
 * long as there is nobody, signatures are of level B-B: they prove who and what, and not when.
 */
public interface SignatureLevels {

    /** The level for a signature with this certificate. */
    Level of(Certificate certificate);
}
