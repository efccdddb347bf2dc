@echo off
rem Installs Aduan from this unpacked archive, without network: install.cmd TARGET
"%~dp0python\python.exe" -X utf8 "%~dp0install.py" %*
