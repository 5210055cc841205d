package id.paraf.signing;

import id.paraf.pades.sign.Level;

/** How long the next signature will be verifiable. Implemented by whoever knows timestamps and the status of certificates. */
public interface SignatureLevels {

    /** The level of the next signature. */
    Level next();
}
