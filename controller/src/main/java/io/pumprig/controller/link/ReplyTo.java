package io.pumprig.controller.link;

/**
 * Where an answer goes.
 *
 * @param topic the whole topic
 * @param correlation MQTT 5 correlation data to give back, or null
 */
record ReplyTo(String topic, byte[] correlation) {
    private static final int MOST_TOPIC_CHARACTERS = 1_024;

    /**
     * Why a request may not name this response topic, or null when it may. A rig that answered into
     * its own topics, or into the commands of any rig, could be used to forge them.
     */
    static String objection(String topic) {
        if (topic.isEmpty() || topic.length() > MOST_TOPIC_CHARACTERS) {
            return "a response topic has 1 to " + MOST_TOPIC_CHARACTERS + " characters";
        }
        if (topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0 || topic.indexOf('\0') >= 0) {
            return "a response topic has no wildcards";
        }
        if (topic.charAt(0) == '$') {
            return "a response topic does not begin with $";
        }
        if (topic.startsWith(LinkSettings.ROOT)) {
            String[] levels = topic.split("/", -1);
            if (levels.length < 5 || !levels[3].equals("rsp")) {
                return "below " + LinkSettings.ROOT + " only rsp/ topics take answers";
            }
        }
        return null;
    }
}
