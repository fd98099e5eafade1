package io.pumprig.controller.link;

import tools.jackson.databind.JsonNode;

/**
 * What a message on a command topic turned out to be: not a request at all ({@code id} is null and
 * {@code objection} says why), a request that is refused at once, or one to carry out.
 *
 * @param verb last level of its topic
 * @param id the client's name for it, or null when it has none that can be answered
 * @param client who asks, or null
 * @param replyTo where the answer goes, or null
 * @param refusal the answer that it gets whatever else there is, or null
 * @param objection why nobody could be answered, or null
 * @param staleness why it came too late or to the wrong session, or null; a duplicate is told so
 *     first
 * @param stateVersion the state version it is meant for, or -1 for any
 * @param body an object; null only together with a refusal or an objection
 * @param fingerprint the same for two requests that ask for the same, or null without a body
 */
record Parsed(
        String verb,
        String id,
        String client,
        ReplyTo replyTo,
        Answer refusal,
        String objection,
        String staleness,
        long stateVersion,
        JsonNode body,
        String fingerprint) {

    /** True when it has neither an id nor a client that could be answered. */
    boolean isUnanswerable() {
        return id == null;
    }

    String key() {
        return client + "/" + id;
    }
}
