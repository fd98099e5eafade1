package io.pumprig.controller.journal;

import static io.pumprig.controller.journal.JournalFile.PRESCRIPTION;
import static io.pumprig.controller.journal.JournalFile.SESSION;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pumprig.controller.event.EventKind;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chain's rule written once more, from the words of the document alone. */
@Tag("SR-88")
class DocumentedChainTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    @TempDir private Path directory;

    private void put(Object value) throws IOException {
        if (value == null) {
            out.writeByte('n');
        } else if (value instanceof String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            out.writeByte('t');
            out.writeInt(utf8.length);
            out.write(utf8);
        } else {
            out.writeByte('i');
            out.writeLong(((Number) value).longValue());
        }
    }

    private String digest() throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        bytes.reset();
        return HexFormat.of().formatHex(digest);
    }

    @Test
    void whoWritesItAnewGetsTheSameHashes() throws Exception {
        Path file = directory.resolve("journal.sqlite");
        JournalFile disk = new JournalFile(file);
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION, -5);
            journal.add(disk.event(EventKind.ORDER, 1, "bolus", "refused", -3, "für µg, \"x\""));
            JournalFile.save(journal, JournalFile.checkpoint(1));
        }
        String previous = "0".repeat(64);
        String[] tables = {"prescription", "session", "event"};
        try (Connection tool = disk.tool();
                Statement statement = tool.createStatement()) {
            for (int link = 1; link <= 3; link++) {
                String table = tables[link - 1];
                try (ResultSet row =
                        statement.executeQuery(
                                "SELECT * FROM " + table + " WHERE link = " + link)) {
                    row.next();
                    int columns = row.getMetaData().getColumnCount();
                    put(previous);
                    put(table);
                    put((long) link);
                    for (int i = 2; i <= columns - 2; i++) {
                        put(row.getObject(i));
                    }
                    assertEquals(previous, row.getString("previous"));
                    previous = digest();
                    assertEquals(previous, row.getString("hash"), table);
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT * FROM checkpoint")) {
                row.next();
                int columns = row.getMetaData().getColumnCount();
                for (int i = 1; i < columns; i++) {
                    put(row.getObject(i));
                }
                assertEquals(digest(), row.getString("checksum"));
                assertEquals(previous, row.getString("chain_hash"));
            }
        }
    }
}
