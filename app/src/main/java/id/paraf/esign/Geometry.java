package id.paraf.esign;

/** What {@code width} and {@code height} of API v1 mean where a mark is placed by coordinates. */
public enum Geometry {
    /** The corner opposite to {@code xAxis}, {@code yAxis}: what the API has always done. */
    CORNERS,
    /** Sizes, for applications that were written as if they were. */
    SIZE
}
