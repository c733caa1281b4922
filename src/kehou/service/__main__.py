from kehou.service.command import main

main()
