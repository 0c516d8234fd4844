package org.salonarchive.archive.index;

/**
 * The messages of a segment in the order of their ids; the first has the number 0.
 *
 * @param ids the archive's own names, growing
 * @param versions which writing of its words a message has here; another than its row names is out of date
 * @param sizes how many words each has
 */
public record SegmentMessages(long[] ids, long[] versions, int[] sizes) {

    /** Reads as many as there are. */
    public static SegmentMessages of(byte[] bytes, int count) {
        ByteReading in = new ByteReading(bytes);
        long[] ids = new long[count];
        long[] versions = new long[count];
        int[] sizes = new int[count];
        long id = 0;
        long version = 0;
        for (int i = 0; i < count; i++) {
            id += in.number();
            long change = in.number();
            version += change >>> 1 ^ -(change & 1);
            ids[i] = id;
            versions[i] = version;
            sizes[i] = in.integer();
        }
        return new SegmentMessages(ids, versions, sizes);
    }

    /** As {@link #of} reads them. */
    public byte[] bytes() {
        ByteRun out = new ByteRun();
        long id = 0;
        long version = 0;
        for (int i = 0; i < ids.length; i++) {
            long change = versions[i] - version;
            out.number(ids[i] - id);
            out.number(change << 1 ^ change >> 63);
            out.number(sizes[i]);
            id = ids[i];
            version = versions[i];
        }
        return out.toArray();
    }

    /** How many there are. */
    public int count() {
        return ids.length;
    }
}
