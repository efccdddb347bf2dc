"""Both programs as services of this machine: installed, removed, and truly running."""
