package id.paraf.notice;

/** The network for each route. */
interface Channels {

    Channel channel(Route route);
}
