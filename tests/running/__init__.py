"""How the tests are run: what is made once a process, where files lie, in which order the processes take them."""
