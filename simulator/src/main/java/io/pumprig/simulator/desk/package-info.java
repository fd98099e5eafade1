/** What people look at while a run goes on and when it has ended: status line and summary. */
package io.pumprig.simulator.desk;
