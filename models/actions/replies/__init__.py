"""Actions on answers: queue, deliver, settle, prove, ask for satisfaction."""
