package io.pumprig.controller.journal;

/**
 * The newest link of the chain over all sealed rows (SR-88): each hash covers the hash before, the
 * table's name, the link's number and the row's values, in the order of the table's columns.
 */
final class HashChain implements Rewindable {
    /** Stands before the first link. */
    static final String ORIGIN = "0".repeat(64);

    private final RowDigest digest = new RowDigest();
    private long link;
    private String head = ORIGIN;
    private long durableLink;
    private String durableHead = ORIGIN;

    /** The newest link; 0 before the first. */
    long link() {
        return link;
    }

    /** The newest hash. */
    String head() {
        return head;
    }

    /** Goes on from a link that is durable. */
    void continueFrom(long link, String head) {
        this.link = link;
        this.head = head;
    }

    /** Adds a row and returns its hash. */
    String seal(String table, Object[] values) {
        link++;
        head = digest.add(head, table, link).add(values).hex();
        return head;
    }

    @Override
    public void remember() {
        durableLink = link;
        durableHead = head;
    }

    @Override
    public void rewind() {
        link = durableLink;
        head = durableHead;
    }
}
