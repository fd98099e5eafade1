package io.pumprig.simulator.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.settings.SettingsException;
import io.pumprig.hal.settings.SettingsNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The users file, and what is kept of a password. */
public class BrokerUsersTest {
    /** Of {@code correct horse}, computed by Python's hashlib.pbkdf2_hmac. */
    public static final String HASH =
            "pbkdf2-sha512:1000:c2FsdHNhbHRzYWx0c2FsdA==:EHLBej+uEvxlmr0QnHnceg1vM6h1wbwSP5XErh3Smiw=";

    private static BrokerUsers users(String yaml) {
        return BrokerUsers.of(SettingsNode.parse("users.yaml", yaml.replace("HASH", HASH)));
    }

    @Test
    @Tag("SR-100")
    void knowsItsUsersByTheirPasswords() {
        BrokerUsers users =
                users(
                        """
                        users:
                          - {name: alice, role: operator, password: "HASH"}
                          - {name: bench-1, role: rig, password: "HASH"}
                        """);

        assertEquals(
                new BrokerUser("alice", Role.OPERATOR),
                users.login("alice", "correct horse".toCharArray()));
        assertEquals(
                new BrokerUser("bench-1", Role.RIG),
                users.login("bench-1", "correct horse".toCharArray()));
        assertNull(users.login("alice", "Correct horse".toCharArray()));
        assertNull(users.login("alice", "correct horse ".toCharArray()));
        assertNull(users.login("bob", "correct horse".toCharArray()));
        assertNull(users.login("bob", new char[] {'-'}));
    }

    @ParameterizedTest(name = "{1}")
    @Tag("SR-100")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{name: a, role: boss, password: \"HASH\"} | :2:21: users[0].role: found boss; allowed"
                        + " viewer, operator, tester, admin, rig",
                "{name: a, password: \"HASH\"} | :2:5: users[0].role: found nothing; allowed viewer,"
                        + " operator, tester, admin, rig",
                "{role: viewer, password: \"HASH\"} | :2:5: users[0].name: found nothing; allowed 1 to"
                        + " 64 letters, digits, _ or -",
                "{name: a b, role: viewer, password: \"HASH\"} | :2:12: users[0].name: found a b;"
                        + " allowed 1 to 64 letters, digits, _ or -",
                "{name: a, role: viewer} | :2:5: users[0].password: found nothing; allowed text",
                "{name: a, role: viewer, password: } | :2:29: users[0].password: found nothing; allowed"
                        + " text",
                "{name: a, role: viewer, pasword: x} | :2:29: users[0].pasword: found unknown key;"
                        + " allowed name, role, password (did you mean \"password\"?)",
                "{name: a, role: viewer, password: secret} | :2:39: users[0].password: found something"
                        + " else than a hash; allowed pbkdf2-sha512:iterations:salt:hash, as"
                        + " `pumprig-simulator passwd` prints it",
                "{name: a, role: viewer, password: {secret: 1}} | :2:39: users[0].password: found a"
                        + " mapping; allowed text",
            })
    void whatCannotBeIsRefusedWithFileLineAndKey(String user, String complaint) {
        SettingsException refusal =
                assertThrows(SettingsException.class, () -> users("users:\n  - " + user + "\n"));

        assertEquals("users.yaml" + complaint, refusal.getMessage());
        assertFalse(refusal.getMessage().contains("secret"));
    }

    @Test
    @Tag("SR-100")
    void twoUsersOfOneNameAreRefused() {
        String user = "  - {name: a, role: viewer, password: \"HASH\"}\n";

        SettingsException refusal =
                assertThrows(SettingsException.class, () -> users("users:\n" + user + user));

        assertEquals(
                "users.yaml:3:12: users[1].name: found a for the second time; allowed a name of its"
                        + " own",
                refusal.getMessage());
    }

    @Test
    void aFileWithoutUsersIsRefused() {
        SettingsException refusal =
                assertThrows(SettingsException.class, () -> users("users: []\n"));
        assertEquals(
                "users.yaml:1:8: users: found no users; allowed at least one",
                refusal.getMessage());
    }

    @Test
    void saltMakesTheSamePasswordTwoHashes() {
        char[] password = "correct horse".toCharArray();
        PasswordHash one = PasswordHash.of(password);
        PasswordHash other = PasswordHash.of(password);

        assertNotEquals(one.toString(), other.toString());
        assertTrue(one.toString().startsWith("pbkdf2-sha512:210000:"));
        assertTrue(PasswordHash.parse(one.toString()).isOf(password));
        assertTrue(PasswordHash.parse(other.toString()).isOf(password));
        assertFalse(one.isOf("correct".toCharArray()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "pbkdf2-sha512:999:c2FsdHNhbHQ=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "pbkdf2-sha512:9999999:c2FsdHNhbHQ=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "pbkdf2-sha512:210000:c2FsdA==:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "pbkdf2-sha512:210000:c2FsdHNhbHQ=:AAAA",
                "pbkdf2-sha512:210000:=c2FsdHNhbHQ:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "pbkdf2-md5:210000:c2FsdHNhbHQ=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void whatIsNoHashIsRefusedWithoutBeingShown(String text) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> PasswordHash.parse(text));

        assertEquals("allowed pbkdf2-sha512:iterations:salt:hash", refusal.getMessage());
    }
}
