package io.pumprig.controller.link;

import io.pumprig.controller.event.EventKind;

/**
 * Something that happened around the controller, not in it, so that no cycle recorded it: a lost
 * link, a message that could not be understood. Any thread makes it, the link's own publishes it.
 *
 * @param cycle the cycle as near as the host can tell, or -1 for that of the last look
 * @param subject alarm or topic
 * @param found the beginning of what was found, or null
 */
record HostEvent(
        EventKind kind, long cycle, String subject, String phase, String reason, String found) {}
