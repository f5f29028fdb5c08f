"""`python -m diemtin` is the command `diemtin`."""

from diemtin.cli import main

main()
