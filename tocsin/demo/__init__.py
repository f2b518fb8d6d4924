"""The sample press that ships with Tocsin: invented outlets on loopback, and a configuration that watches them."""
