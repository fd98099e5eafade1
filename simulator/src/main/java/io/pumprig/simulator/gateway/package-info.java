/**
 * The simulator's side of MQTT: the broker inside the process, and the verbs that inject faults and
 * move time. Reaches the wire through {@code controller.link} like everybody else; the broker is
 * only a place where both meet, and a run against another broker differs in nothing.
 */
package io.pumprig.simulator.gateway;
