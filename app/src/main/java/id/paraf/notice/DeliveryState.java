package id.paraf.notice;

/** How far a message came. The order of the constants is the order in which they follow each other. */
public enum DeliveryState {
    /** Waiting to leave, or to be tried again. */
    QUEUED,
    /** The network took it. */
    SENT,
    /** It is on the phone. */
    DELIVERED,
    /** It was opened. */
    READ,
    /** It will not arrive: refused by the network or too old to be worth sending. */
    FAILED
}
