package io.pumprig.simulator.gateway;

/**
 * Somebody whom the broker knows, and what he may publish. A rig speaks below its own prefix, and
 * answers where a request asked for it, outside of everybody's contract. All others write requests,
 * those of their role; nobody but a rig can tell a status, an alarm or an answer of it.
 *
 * @param name of the user; that of a rig is its name in topics
 */
record BrokerUser(String name, Role role) {
    /** Where contracts of this product live, of this version and of later ones. */
    private static final String OURS = "pumprig/";

    private static final String ROOT = OURS + "v1/";
    private static final String COMMAND = "cmd";
    private static final int COMMAND_LEVELS = 5;

    /** Client ids by which rigs connect: whoever had one of them could throw the rig out. */
    private static final String RIG_CLIENTS = "pumprig-";

    /** True when this user may publish on {@code topic}, or leave a last will for it. */
    boolean mayPublish(String topic) {
        if (role == Role.RIG) {
            boolean elsewhere = !topic.startsWith(OURS) && !topic.startsWith("$");
            return elsewhere || topic.startsWith(ROOT + name + "/");
        }
        if (!topic.startsWith(ROOT)) {
            return false;
        }
        String[] levels = topic.split("/", -1);
        return levels.length == COMMAND_LEVELS
                && !levels[2].isEmpty()
                && levels[3].equals(COMMAND)
                && RoleTable.allows(role, levels[4]);
    }

    /** True when this user may connect as {@code clientId}. */
    boolean mayBe(String clientId) {
        return role == Role.RIG || !clientId.startsWith(RIG_CLIENTS);
    }
}
