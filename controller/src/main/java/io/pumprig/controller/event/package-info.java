/**
 * The memory of the cycle: what happened, in order, in a ring that the loop fills without waiting
 * and that readers (journal, link) empty in their own time. Knows neither alarms nor orders: an
 * event is a kind, a few words that already exist, and a number.
 */
package io.pumprig.controller.event;
