package id.paraf.pades.verify;

/** The main status of one signature in the words of ETSI EN 319 102-1 §5.1.2, with the sub-indication where there is one. */
public sealed interface Indication {

    /** The signature is genuine, the document is what was signed, and the certificate was valid at the proven time. */
    record TotalPassed() implements Indication {
        @Override
        public String toString() {
            return "TOTAL-PASSED";
        }
    }

    /** What is at hand does not suffice to say either. */
    record Indeterminate(SubIndication sub) implements Indication {
        @Override
        public String toString() {
            return "INDETERMINATE(" + sub + ")";
        }
    }

    /** The signature proves nothing, whatever else may be learnt. */
    record TotalFailed(SubIndication sub) implements Indication {
        @Override
        public String toString() {
            return "TOTAL-FAILED(" + sub + ")";
        }
    }
}
