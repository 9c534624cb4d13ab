"""``python -m generator`` is ``playbook``."""

from generator.cli import main

if __name__ == "__main__":
    main()
