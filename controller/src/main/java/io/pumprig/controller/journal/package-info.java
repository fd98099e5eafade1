/**
 * What survives a crash: prescription, lease, ledger and events in one SQLite file, written by one
 * thread.
 */
package io.pumprig.controller.journal;
