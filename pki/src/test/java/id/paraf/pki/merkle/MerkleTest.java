package id.paraf.pki.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import id.paraf.testing.Proves;

class MerkleTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final int MANY = 130;

    /** The leaves, roots and proofs that implementations of Certificate Transparency have tested each other with since 2012. */
    private static final List<String> LEAVES = List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657",
            "606162636465666768696a6b6c6d6e6f");
    private static final List<String> ROOTS = List.of("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    private static final String N96 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
    private static final String N5F = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
    private static final String N6B = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
    private static final String NBC = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
    private static final String NCA = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
    private static final String N0E = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";

    /** A tree kept as the application keeps it: with each leaf the subtrees that end there. */
    private static final class Kept {
        private final Frontier frontier = Frontier.empty();
        private final Map<Long, byte[]> rows = new HashMap<>();
        private final List<byte[]> leaves = new ArrayList<>();

        static Kept of(List<byte[]> leaves) {
            var kept = new Kept();
            leaves.forEach(kept::append);
            return kept;
        }

        void append(byte[] leaf) {
            leaves.add(leaf);
            rows.put(frontier.size(), frontier.append(TreeHash.leaf(leaf)));
        }

        byte[] node(Subtree subtree) {
            int at = subtree.level() * TreeHash.LENGTH;
            return java.util.Arrays.copyOfRange(rows.get(subtree.last()), at, at + TreeHash.LENGTH);
        }

        List<byte[]> inclusion(long index, long size) {
            return Paths.inclusion(index, size).proof(this::node);
        }

        List<byte[]> consistency(long first, long second) {
            return Paths.consistency(first, second).proof(this::node);
        }
    }

    /** RFC 9162 §2.1.1 to the letter. */
    private static byte[] mth(List<byte[]> d) {
        if (d.isEmpty()) {
            return TreeHash.empty();
        }
        if (d.size() == 1) {
            return TreeHash.leaf(d.getFirst());
        }
        int k = k(d.size());
        return TreeHash.node(mth(d.subList(0, k)), mth(d.subList(k, d.size())));
    }

    /** RFC 9162 §2.1.3.1 to the letter. */
    private static List<byte[]> path(int m, List<byte[]> d) {
        if (d.size() == 1) {
            return List.of();
        }
        int k = k(d.size());
        var path = new ArrayList<>(m < k ? path(m, d.subList(0, k)) : path(m - k, d.subList(k, d.size())));
        path.add(m < k ? mth(d.subList(k, d.size())) : mth(d.subList(0, k)));
        return path;
    }

    /** RFC 9162 §2.1.4.1 to the letter. */
    private static List<byte[]> subproof(int m, List<byte[]> d, boolean b) {
        if (m == d.size()) {
            return b ? List.of() : List.of(mth(d));
        }
        int k = k(d.size());
        var proof = new ArrayList<>(
                m <= k ? subproof(m, d.subList(0, k), b) : subproof(m - k, d.subList(k, d.size()), false));
        proof.add(m <= k ? mth(d.subList(k, d.size())) : mth(d.subList(0, k)));
        return proof;
    }

    private static int k(int n) {
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return k;
    }

    private static List<byte[]> leaves(int count) {
        var leaves = new ArrayList<byte[]>();
        for (int i = 0; i < count; i++) {
            leaves.add(("leaf " + i).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        return leaves;
    }

    private static List<String> hex(List<byte[]> hashes) {
        return hashes.stream().map(HEX::formatHex).toList();
    }

    @Test
    @Proves("CT-01")
    void theKnownTreeHasItsKnownRootsAndProofs() {
        assertThat(HEX.formatHex(Frontier.empty().root()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        var kept = new Kept();
        for (int i = 0; i < LEAVES.size(); i++) {
            kept.append(HEX.parseHex(LEAVES.get(i)));
            assertThat(HEX.formatHex(kept.frontier.root())).isEqualTo(ROOTS.get(i));
        }
        assertThat(hex(kept.inclusion(0, 1))).isEmpty();
        assertThat(hex(kept.inclusion(0, 8))).containsExactly(N96, N5F, N6B);
        assertThat(hex(kept.inclusion(5, 8))).containsExactly(NBC, NCA, ROOTS.get(3));
        assertThat(hex(kept.inclusion(2, 3))).containsExactly(ROOTS.get(1));
        assertThat(hex(kept.inclusion(1, 5))).containsExactly(ROOTS.get(0), N5F, NBC);
        assertThat(hex(kept.consistency(1, 1))).isEmpty();
        assertThat(hex(kept.consistency(1, 8))).containsExactly(N96, N5F, N6B);
        assertThat(hex(kept.consistency(6, 8))).containsExactly(N0E, NCA, ROOTS.get(3));
        assertThat(hex(kept.consistency(2, 5))).containsExactly(N5F, NBC);
    }

    @Test
    @Proves("CT-01")
    void everySizeHasTheRootTheInclusionAndTheConsistencyProofsOfTheDefinition() {
        var all = leaves(MANY);
        var kept = Kept.of(all);
        for (int size = 1; size <= MANY; size++) {
            var d = all.subList(0, size);
            byte[] root = mth(d);
            assertThat(Paths.root(size).proof(kept::node).getFirst()).isEqualTo(root);
            for (int index = 0; index < size; index++) {
                var proof = kept.inclusion(index, size);
                assertThat(hex(proof)).as("leaf %d of %d", index, size).isEqualTo(hex(path(index, d)));
                assertThat(Proofs.included(TreeHash.leaf(all.get(index)), index, size, proof, root)).isTrue();
            }
            for (int first = 1; first <= size; first++) {
                var proof = kept.consistency(first, size);
                assertThat(hex(proof)).as("%d to %d", first, size).isEqualTo(hex(subproof(first, d, true)));
                assertThat(Proofs.consistent(first, mth(all.subList(0, first)), size, root, proof)).isTrue();
            }
        }
    }

    @Test
    @Proves("CT-01")
    void aFrontierGoesOnFromWhatWasKeptOfIt() {
        var all = leaves(MANY);
        for (int size = 0; size < MANY; size++) {
            var kept = Kept.of(all.subList(0, size)).frontier;
            var again = Frontier.of(kept.size(), kept.peaks());
            again.append(TreeHash.leaf(all.get(size)));
            assertThat(again.root()).isEqualTo(mth(all.subList(0, size + 1)));
        }
        assertThatThrownBy(() -> Frontier.of(3, new byte[32])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Frontier.of(-1, new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 60)
    @Proves("CT-01")
    void aProofAlteredInAnyByteProvesNothing(@ForAll @IntRange(min = 1, max = MANY) int size,
            @ForAll @IntRange(min = 0, max = MANY - 1) int place, @ForAll @IntRange(min = 1, max = 255) int flip) {
        var all = leaves(size);
        var kept = Kept.of(all);
        byte[] root = kept.frontier.root();
        int index = place % size;
        byte[] leaf = TreeHash.leaf(all.get(index));
        var inclusion = kept.inclusion(index, size);
        altered(inclusion, flip).forEach(bad -> assertThat(Proofs.included(leaf, index, size, bad, root)).isFalse());
        for (int other = 0; other < size; other++) {
            assertThat(Proofs.included(leaf, other, size, inclusion, root)).isEqualTo(other == index);
        }
        for (int at = 0; at < TreeHash.LENGTH; at++) {
            assertThat(Proofs.included(flipped(leaf, at, flip), index, size, inclusion, root)).isFalse();
            assertThat(Proofs.included(leaf, index, size, inclusion, flipped(root, at, flip))).isFalse();
        }

        int first = index + 1;
        byte[] before = mth(all.subList(0, first));
        var consistency = kept.consistency(first, size);
        altered(consistency, flip)
                .forEach(bad -> assertThat(Proofs.consistent(first, before, size, root, bad)).isFalse());
        for (int other = 1; other <= size; other++) {
            assertThat(Proofs.consistent(other, before, size, root, consistency)).isEqualTo(other == first);
        }
        for (int at = 0; at < TreeHash.LENGTH; at++) {
            assertThat(Proofs.consistent(first, before, size, flipped(root, at, flip), consistency)).isFalse();
            assertThat(Proofs.consistent(first, flipped(before, at, flip), size, root, consistency)).isFalse();
        }
    }

    private static byte[] flipped(byte[] hash, int at, int flip) {
        byte[] copy = hash.clone();
        copy[at] ^= (byte) flip;
        return copy;
    }

    /** The proof with each of its bytes altered once, with a hash more, less, cut short, and with two in the other order. */
    private static List<List<byte[]>> altered(List<byte[]> proof, int flip) {
        var bad = new ArrayList<List<byte[]>>();
        for (int i = 0; i < proof.size(); i++) {
            for (int at = 0; at < 32; at++) {
                var copy = new ArrayList<>(proof);
                copy.set(i, flipped(proof.get(i), at, flip));
                bad.add(copy);
            }
            var cut = new ArrayList<>(proof);
            cut.set(i, java.util.Arrays.copyOf(proof.get(i), 31));
            bad.add(cut);
            var without = new ArrayList<>(proof);
            without.remove(i);
            bad.add(without);
            if (i > 0) {
                var swapped = new ArrayList<>(proof);
                java.util.Collections.swap(swapped, i - 1, i);
                bad.add(swapped);
            }
        }
        var longer = new ArrayList<>(proof);
        longer.add(new byte[32]);
        bad.add(longer);
        return bad;
    }

    @Test
    @Proves("CT-01")
    void aNodeCannotPassForALeaf() throws Exception {
        // Second preimage: the two hashes below a node, offered as an entry.
        byte[] left = TreeHash.leaf(new byte[] {1});
        byte[] right = TreeHash.leaf(new byte[] {2});
        byte[] both = java.util.Arrays.copyOf(left, 64);
        System.arraycopy(right, 0, both, 32, 32);
        assertThat(TreeHash.leaf(both)).isNotEqualTo(TreeHash.node(left, right));
        assertThat(MessageDigest.getInstance("SHA-256").digest(new byte[] {0, 1})).isEqualTo(left);
    }

    @Test
    void nothingIsProvenAboutWhatIsNotThere() {
        assertThatThrownBy(() -> Paths.inclusion(3, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Paths.inclusion(-1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Paths.consistency(0, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Paths.consistency(4, 3)).isInstanceOf(IllegalArgumentException.class);
        byte[] root = TreeHash.leaf(new byte[0]);
        assertThat(Proofs.included(root, -1, 1, List.of(), root)).isFalse();
        assertThat(Proofs.included(root, 0, 0, List.of(), root)).isFalse();
        assertThat(Proofs.consistent(0, TreeHash.empty(), 1, root, List.of())).isTrue();
        assertThat(Proofs.consistent(0, root, 1, root, List.of())).isFalse();
        assertThat(Proofs.consistent(-1, root, 1, root, List.of())).isFalse();
        assertThat(Paths.root(0).proof(subtree -> root)).isEmpty();
    }

    @Test
    void aProofOfAHugeTreeNeedsFewNodes() {
        long size = (1L << 40) - 1;
        assertThat(Paths.inclusion(12_345_678_901L, size).subtrees().size()).isLessThan(80);
        assertThat(Paths.consistency(98_765_432_101L, size).subtrees().size()).isLessThan(80);
    }
}
